#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// Statements that end a script for the sqlite3 shell unless `condition` holds, which stands behind
/// a `select`. The shell has no conditions, but `.bail on` stops it at the first error. A
/// constraint is one, and its name is what it says: a temporary table takes no row unless the
/// condition holds.
std::vector<std::string> sqlite_stop_unless(std::string_view condition, std::string_view message);

/// The message of sqlite_stop_unless, where `statement` is of it and `refused` is what SQLite said
/// to it; else empty.
std::string_view sqlite_stop_message(std::string_view statement, std::string_view refused);

}  // namespace revise
