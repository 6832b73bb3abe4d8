#pragma once

#include "operations/operation.h"
#include "util/database_kind.h"

namespace revise {

/// Refuses what is in SQL files for the shells of the databases, before anything of it is sent:
/// psql's backslash commands and the data below `copy ... from stdin`, the sqlite3 shell's commands
/// that begin with a dot; and NUL, as UTF-16 has it. Throws `error`, whose text begins with
/// `FILE:LINE:COLUMN: `. `standard_strings`: what standard_conforming_strings is where the file
/// begins.
void check_plain_sql(const operations_data::execute& op, database_kind kind,
                     bool standard_strings = true);

}  // namespace revise
