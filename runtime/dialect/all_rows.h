#pragma once

#include "operations/operation.h"

namespace revise {

/// Returns whether hidden rows would make the operation wrong: it moves, changes or counts all rows
/// of a table. PostgreSQL then runs it with `row_security = off`, as pg_dump does, so that the
/// server refuses it if a policy would hide rows (manual, 20.11.1).
inline bool needs_all_rows(const operation& op) {
  return is_guard(op) || std::holds_alternative<operations_data::copy_rows>(op) ||
         std::holds_alternative<operations_data::backfill>(op) ||
         std::holds_alternative<operations_data::sequence_follows>(op);
}

/// For a transaction that contains only an operation that needs_all_rows(), and revise's own SQL.
inline constexpr const char* all_rows_or_none = "set local row_security = off";

}  // namespace revise
