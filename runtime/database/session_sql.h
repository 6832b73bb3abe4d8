#pragma once

#include <string>
#include <vector>

#include "database/connection.h"

namespace revise {

// What a PostgreSQL session is told around a migration, a statement each: sent by a connection, and
// written into a script.

/// Holds `limits` for the transaction that is open. Without a limit the role's or the server's own
/// setting holds, as set up by whoever runs the database.
std::vector<std::string> limit_statements(const transaction_limits& limits);

/// Undoes what a SQL text may have set.
std::vector<std::string> restore_statements();

/// Drops what a SQL text may have left in the session: cursors, temporary tables, channels,
/// prepared statements. Not for a script, which may keep procedures of its own among the temporary
/// things.
std::vector<std::string> forget_statements();

}  // namespace revise
