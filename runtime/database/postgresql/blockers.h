#pragma once

#include <string>
#include <vector>

#include "database/connection.h"

namespace revise {

/// A session that another session waits for.
struct blocker {
  int process = 0;   ///< server process; 0: a prepared transaction, which has none
  std::string text;  ///< "pid 123 (psql, user app, idle in transaction for 2 min): update users"
};

/// What a session waits for.
struct blocked_wait {
  std::string table;              ///< as SQL names it; empty: unknown, or not a table
  std::vector<blocker> blockers;  ///< empty: it does not wait for a lock
};

/// Returns what the session with this server process waits for now. `watcher` is another connection
/// to the same PostgreSQL database. It needs no privileges, but without them less is known about
/// the sessions of other roles. Throws sql_error, connection_error.
blocked_wait blocked_wait_of(connection& watcher, int process);

/// Returns one line: "waiting for a lock on 'users' held by pid 123 (…): …". There must be a
/// blocker.
std::string wait_line(const blocked_wait& wait);

/// Returns advice: how to end each blocking session, followed by `otherwise`.
std::string blockers_hint(const blocked_wait& wait, const std::string& otherwise);

}  // namespace revise
