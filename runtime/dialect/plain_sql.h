#pragma once

#include "operations/operation.h"
#include "util/database_kind.h"

namespace revise {

/// Refuses what SQL files for the shells of the databases contain, before anything is sent: psql's
/// backslash commands, the data after `copy ... from stdin`, and the sqlite3 shell's commands that
/// begin with a dot. Also refuses NUL bytes, as UTF-16 has them. Throws `error`, whose text begins
/// with `FILE:LINE:COLUMN: `. `standard_strings` is the value of standard_conforming_strings at the
/// beginning of the file.
void check_plain_sql(const operations_data::execute& op, database_kind kind,
                     bool standard_strings = true);

}  // namespace revise
