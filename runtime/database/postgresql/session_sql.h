#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "database/connection.h"

namespace revise {

// The SQL that sets up a PostgreSQL session around a migration, one statement each. A connection
// sends it, and a script contains it.

/// Sets `limits` for the open transaction. An empty limit leaves the setting that the administrator
/// chose for the role or the server.
std::vector<std::string> limit_statements(const transaction_limits& limits);

/// A statement that sets `setting` to `to` for the rest of the transaction, and saves the old value
/// for put_back_statement(). Both are words that need no quotes. It must not be nested for one
/// setting.
std::string set_aside_statement(std::string_view setting, std::string_view to);
/// Restores the saved value of the setting, in the same transaction, unless SQL in between has
/// reset all settings.
std::string put_back_statement(std::string_view setting);
/// A limit in the form of PostgreSQL's settings: milliseconds, 0 for transaction_limits::off.
std::string limit_value(std::chrono::milliseconds limit);

/// The texts of migrations are read with these settings, whatever the database and the environment
/// set.
inline constexpr const char* utf8_setting = "set client_encoding = 'UTF8'";
inline constexpr const char* strings_setting = "set standard_conforming_strings = on";

/// Both utf8_setting and strings_setting.
std::vector<std::string> reading_statements();

/// Resets the settings that a SQL text may have changed.
std::vector<std::string> restore_statements();

/// Drops what a SQL text may have left in the session: cursors, temporary tables, channels,
/// prepared statements. A script must not use it, because its own temporary procedures would be
/// dropped.
std::vector<std::string> forget_statements();

}  // namespace revise
