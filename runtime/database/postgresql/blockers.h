#pragma once

#include <string>
#include <vector>

#include "database/connection.h"

namespace revise {

/// A session that stands in another one's way.
struct blocker {
  int process = 0;   ///< of the server; 0: none, it is a prepared transaction
  std::string text;  ///< "pid 123 (psql, user app, idle in transaction for 2 min): update users"
};

/// What a session waits for.
struct blocked_wait {
  std::string table;              ///< as SQL names it; empty: unknown, or it is no table
  std::vector<blocker> blockers;  ///< empty: it waits for no lock
};

/// What the session with this server process waits for right now, asked on another connection to
/// the same database, PostgreSQL. `watcher` need not have any rights: then less is known of the
/// sessions of others. Throws sql_error, connection_error.
blocked_wait blocked_wait_of(connection& watcher, int process);

/// "waits for a lock on 'users' held by pid 123 (…): …", on one line.
std::string wait_line(const blocked_wait& wait);

/// What to do about them: how each session is ended, and then `otherwise`.
std::string blockers_hint(const blocked_wait& wait, const std::string& otherwise);

/// The beginning of a statement, on one line and without secrets.
std::string first_words_of(const std::string& statement);

}  // namespace revise
