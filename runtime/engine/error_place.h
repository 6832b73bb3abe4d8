#pragma once

#include <string>

#include "database/sql_error.h"
#include "util/database_kind.h"

namespace revise {

/// Returns `e` located at the call `where`, and in `file` if its SQL came from a file. If the
/// database reported no position, the position is the start of the statement that failed, unless
/// that is the only statement of a text in the migration itself.
sql_error placed(const sql_error& e, location where, const std::string& file, database_kind kind);

/// Returns `e`, an error in the part of `text` that begins at the byte `offset`, with its position
/// counted from the start of `text`.
sql_error placed_in(const std::string& text, const sql_error& e, std::size_t offset);

/// Returns `e`, an error in SQL for PostgreSQL. If the server reported no position, the position is
/// the start of the statement that failed.
sql_error with_statement_place(const sql_error& e);

}  // namespace revise
