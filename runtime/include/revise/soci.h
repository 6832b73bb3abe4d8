#pragma once

#include <revise/operations.h>

#include <soci/soci.h>

/// Not part of <revise/migration.h>, as SOCI takes a second to compile. The ini needs
/// `link_libraries = soci_core`, the shared one that revise itself uses.

namespace revise {

/// The session of SOCI on the connection that the migration runs on, inside its transaction. Do
/// not end that transaction (`commit`, `rollback`, soci::transaction), nor close or reconnect the
/// session: revise does so. SOCI takes every `:name` in a text for a parameter, also the `:2` of
/// `a[1:2]`; op.execute sends such a text as it is.
inline soci::session& session(data_operations& op, location where = location::here()) {
  return op.do_session(where);
}

}  // namespace revise
