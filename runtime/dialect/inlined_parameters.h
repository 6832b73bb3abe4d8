#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "util/database_kind.h"
#include "util/sql_value.h"

namespace revise {

/// `sql`, one statement, with its parameters, as SQL text. On PostgreSQL as `prepare` and
/// `execute`, since the type of a parameter that stands in several places follows from all of them;
/// where that cannot be had, and on SQLite, with a literal in place of each `$1`, `$2`, … that
/// stands outside of strings and comments. Throws `error` where a connection would refuse: when it
/// takes another number of parameters, or is several statements.
std::string with_parameters(std::string_view sql, const std::vector<sql_value>& parameters,
                            database_kind kind);

}  // namespace revise
