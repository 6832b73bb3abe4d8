#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// Returns statements that stop a script for the sqlite3 shell unless `condition`, the text after
/// `select`, holds. The shell has no conditions, but `.bail on` stops it at the first error. So a
/// constraint of a temporary table refuses a row unless the condition holds; the name of the
/// constraint is the message.
std::vector<std::string> sqlite_stop_unless(std::string_view condition, std::string_view message);

/// Returns the message of sqlite_stop_unless if `statement` belongs to it and `refused` is SQLite's
/// error for that statement; otherwise an empty text.
std::string_view sqlite_stop_message(std::string_view statement, std::string_view refused);

}  // namespace revise
