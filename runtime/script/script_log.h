#pragma once

#include <string>

#include "script/script_format.h"

namespace revise {

/// Creates the log where it is missing, and gives it the column `parents`: for the sqlite3 shell.
std::string sqlite_log_opening(const script_table& table);

/// What a transaction of a script adds to the log.
std::string script_log_entries(const script_table& table, const script_transaction& transaction);

}  // namespace revise
