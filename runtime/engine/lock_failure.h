#pragma once

#include "database/connection.h"
#include "database/postgresql/blockers.h"
#include "review/migration_call.h"
#include "util/database_kind.h"

namespace revise {

/// What another try is told with: "'users' was locked for 5s".
std::string lock_failure_line(const failure& why, const blocked_wait& seen, database_kind kind,
                              const transaction_limits& limits);

/// Adds to the failure of a statement that did not get a lock who was in the way, as far as it was
/// `seen`, how often it was tried `again`, and what to do.
void tell_lock_failure(failure& why, const blocked_wait& seen, database_kind kind, unsigned again);

/// What to do about a statement that was cancelled (57014) although nobody interrupted the run;
/// `why` has the server's message.
advice cancelled_hint(const failure& why, const transaction_limits& limits);

}  // namespace revise
