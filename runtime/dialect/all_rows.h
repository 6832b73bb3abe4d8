#pragma once

#include "operations/operation.h"

namespace revise {

/// Whether the operation is wrong where row level security hides rows of it: it moves or changes
/// all rows of a table, or counts them. PostgreSQL then runs it with `row_security = off`, which
/// has the server refuse it where a policy would hide rows (manual, 20.11.1), as pg_dump does.
inline bool needs_all_rows(const operation& op) {
  return is_guard(op) || std::holds_alternative<operations_data::copy_rows>(op) ||
         std::holds_alternative<operations_data::backfill>(op) ||
         std::holds_alternative<operations_data::sequence_follows>(op);
}

/// For a transaction that holds nothing but such an operation and SQL of revise's own.
inline constexpr const char* all_rows_or_none = "set local row_security = off";

}  // namespace revise
