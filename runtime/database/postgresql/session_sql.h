#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "database/connection.h"

namespace revise {

// What a PostgreSQL session is told around a migration, a statement each: sent by a connection, and
// written into a script.

/// Holds `limits` for the transaction that is open. Without a limit the role's or the server's own
/// setting holds, as set up by whoever runs the database.
std::vector<std::string> limit_statements(const transaction_limits& limits);

/// A statement that gives `setting` the value `to` for the rest of the transaction and remembers
/// the value before for put_back_statement(). Both are words that need no quotes. Not for two
/// settings of one name at a time.
std::string set_aside_statement(std::string_view setting, std::string_view to);
/// In the same transaction: gives the setting the value that it had before, unless SQL in between
/// has reset all settings.
std::string put_back_statement(std::string_view setting);
/// A limit as PostgreSQL's settings have it: milliseconds, 0 for transaction_limits::off.
std::string limit_value(std::chrono::milliseconds limit);

/// How the texts of migrations are written, whatever the database and the environment have set.
inline constexpr const char* utf8_setting = "set client_encoding = 'UTF8'";
inline constexpr const char* strings_setting = "set standard_conforming_strings = on";

/// Both of them.
std::vector<std::string> reading_statements();

/// Undoes what a SQL text may have set.
std::vector<std::string> restore_statements();

/// Drops what a SQL text may have left in the session: cursors, temporary tables, channels,
/// prepared statements. Not for a script, which may keep procedures of its own among the temporary
/// things.
std::vector<std::string> forget_statements();

}  // namespace revise
