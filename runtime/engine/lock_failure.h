#pragma once

#include "database/connection.h"
#include "database/postgresql/blockers.h"
#include "review/migration_call.h"
#include "util/database_kind.h"

namespace revise {

/// The line that announces a retry: "'users' was locked for 5s".
std::string lock_failure_line(const failure& why, const blocked_wait& seen, database_kind kind,
                              const transaction_limits& limits);

/// Completes the failure of a statement that did not get a lock: which sessions held the lock, if
/// they were `seen`, how often the statement was retried (`again`), and what to do.
void report_lock_failure(failure& why, const blocked_wait& seen, database_kind kind,
                         unsigned again);

/// What to do about a statement that was cancelled (57014) although the run was not interrupted.
/// `why` holds the server's message.
advice cancelled_hint(const failure& why, const transaction_limits& limits);

}  // namespace revise
