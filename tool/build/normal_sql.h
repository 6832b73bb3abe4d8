#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// What of a SQL text decides what it does: without comments, and with white space only where two
/// tokens would become one, or another one, without it. What is in quotes of any kind stays as it
/// is. The rules are PostgreSQL's, and do for SQLite: which of them a file is for is not known.
/// Takes any text.
std::string normalised_sql(std::string_view text);

}  // namespace revise::tool
