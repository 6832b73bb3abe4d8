#pragma once

#include "operations/operation.h"
#include "util/database_kind.h"

namespace revise {

/// Returns whether the operation may change the database. Guards, lock, analyze and notify do not,
/// and neither does SQL that consists only of comments, as in new files of `revise new --sql`.
bool may_change(const operation& op, database_kind kind);

}  // namespace revise
