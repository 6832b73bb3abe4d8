#pragma once

#include <string>

#include "operations/operation.h"

namespace revise {

/// A bulk_insert as psql reads it: `copy … from stdin;`, a line for each row, `\.`. Asks for the
/// rows. Throws `error` for what PostgreSQL cannot hold, and what the migration throws.
std::string copy_block(const operations_data::bulk_insert& op);

}  // namespace revise
