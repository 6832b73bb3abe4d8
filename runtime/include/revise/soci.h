#pragma once

#include <revise/operations.h>

#include <soci/soci.h>

/// This header is not part of <revise/migration.h>, because SOCI takes a second to compile. The ini
/// needs `link_libraries = soci_core`: the shared library that revise itself uses.

namespace revise {

/// Returns the SOCI session of the connection that the migration runs on, inside its transaction.
/// Do not end that transaction (`commit`, `rollback`, soci::transaction), and do not close or
/// reconnect the session: revise does that. SOCI takes every `:name` in a text for a parameter,
/// even the `:2` of `a[1:2]`; op.execute sends such a text unchanged.
inline soci::session& session(data_operations& op, location where = location::here()) {
  return op.do_session(where);
}

}  // namespace revise
