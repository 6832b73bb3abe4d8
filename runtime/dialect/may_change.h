#pragma once

#include "operations/operation.h"
#include "util/database_kind.h"

namespace revise {

/// Whether the operation may change the database: it is no guard, lock, analyze or notify, and no
/// SQL of comments alone, as in the files of `revise new --sql` before they are written.
bool may_change(const operation& op, database_kind kind);

}  // namespace revise
