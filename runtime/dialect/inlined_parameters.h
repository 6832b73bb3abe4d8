#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "util/database_kind.h"
#include "util/sql_value.h"

namespace revise {

/// Returns `sql`, one statement, with its parameters as SQL text. On PostgreSQL it becomes
/// `prepare` and `execute`, because all occurrences of a parameter determine its type. If the
/// statement cannot be prepared, and on SQLite, a literal replaces each `$1`, `$2`, … outside of
/// strings and comments. Throws `error` if a connection would: if the number of parameters differs,
/// or the text has several statements.
std::string with_parameters(std::string_view sql, const std::vector<sql_value>& parameters,
                            database_kind kind);

}  // namespace revise
