#pragma once

#include <string>
#include <vector>

#include "database/records/log_table.h"
#include "graph/plan.h"
#include "plugin/versions.h"

namespace revise {

/// A revision that is not to run yet, by its `.not_before`.
struct waiting_revision {
  graph::node revision;
  graph::node after;
  long long milliseconds;  ///< so long after `after` was applied
  std::string until;       ///< UTC, "2026-11-28 17:02:31"; empty: not known
  bool in_plan = false;    ///< `after` is applied by the same plan
};

/// The revisions of a plan that goes up that are not to run yet, in its order. `log` tells when
/// others were applied; null: nobody does. Throws sql_error, connection_error.
std::vector<waiting_revision> waiting_in(const versions& all, const graph::plan& plan,
                                         const log_table* log);

/// After the plan ran, all of it: until when those wait whose `after` was in it. Asks only where
/// there are any. Throws nothing: where the log cannot be read any more, `waiting` is emptied, and
/// the next run tells.
void note_what_ran(std::vector<waiting_revision>& waiting, const graph::revision_graph& graph,
                   connection& database, const version_table& beside);

/// "7 days", "90 minutes", "250 ms".
std::string length_text(long long milliseconds);

/// "not before 2026-11-28 17:02:31 UTC, 7 days after 'b1b1' was applied".
std::string wait_text(const graph::revision_graph& graph, const waiting_revision& waiting);

}  // namespace revise
