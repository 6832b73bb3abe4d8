#pragma once

#include <string>

#include "database/sql_error.h"
#include "util/database_kind.h"

namespace revise {

/// `e`, located at the call `where`, and in `file` if its SQL came from one. Where the database
/// named no position, it is that of the statement which failed, unless this is the only statement
/// of a text in the migration.
sql_error placed(const sql_error& e, location where, const std::string& file, database_kind kind);

/// `e`, an error in a part of `text` that begins at the byte `offset`, with its position in `text`.
sql_error placed_in(const std::string& text, const sql_error& e, std::size_t offset);

/// `e`, an error in SQL for PostgreSQL, with the position of the statement which failed where the
/// server named none.
sql_error with_statement_place(const sql_error& e);

}  // namespace revise
