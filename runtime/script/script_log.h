#pragma once

#include <string>

#include "script/script_format.h"

namespace revise {

/// For the sqlite3 shell: creates the log if it is missing, and adds the column `parents` if that
/// is missing.
std::string sqlite_log_opening(const script_table& table);

/// The statements that add a transaction's entries to the log.
std::string script_log_entries(const script_table& table, const script_transaction& transaction);

}  // namespace revise
