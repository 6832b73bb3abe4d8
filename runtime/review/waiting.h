#pragma once

#include <string>
#include <vector>

#include "database/records/log_table.h"
#include "graph/plan.h"
#include "plugin/versions.h"

namespace revise {

/// A revision that must not run yet, because of its `.not_before`.
struct waiting_revision {
  graph::node revision;
  graph::node after;
  long long milliseconds;  ///< the time it waits after `after` was applied
  std::string until;       ///< UTC, "2026-11-28 17:02:31"; empty: unknown
  bool in_plan = false;    ///< `after` is applied by the same plan
};

/// The revisions of an upgrade that must not run yet, in the order of the plan. `log` tells when
/// other revisions were applied; if null, this is unknown. Throws sql_error and connection_error.
std::vector<waiting_revision> waiting_in(const versions& all, const graph::plan& plan,
                                         const log_table* log);

/// Called after the whole plan ran: sets `until` of the waiting revisions whose `after` was in the
/// plan. Reads the log only if there are any. Throws nothing: if the log cannot be read, `waiting`
/// is emptied, and the next run reports them.
void note_what_ran(std::vector<waiting_revision>& waiting, const graph::revision_graph& graph,
                   connection& database, const version_table& beside);

/// "7 days", "90 minutes", "250 ms".
std::string length_text(long long milliseconds);

/// "not before 2026-11-28 17:02:31 UTC, 7 days after 'b1b1' was applied".
std::string wait_text(const graph::revision_graph& graph, const waiting_revision& waiting);

}  // namespace revise
