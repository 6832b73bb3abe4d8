#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "commands/context.h"
#include "graph/plan.h"
#include "review/unrun.h"

namespace revise::tool {

/// The error for revisions that count as applied but never ran; `unrun` has at least one. It lists
/// the log entries that show it, and the commands that resolve it.
never_ran_error unrun_error(context& in, const std::vector<unrun_revision>& unrun);

/// Warns of revisions that count as applied but never ran: one warning for the certain ones, and
/// one for the likely ones.
void warn_of_unrun(context& in, const std::vector<unrun_revision>& unrun);

/// Adds `"unrun": [{"revision", "certain", "because"}]` to `document`, unless `unrun` is empty.
void add_unrun(nlohmann::ordered_json& document, const graph::revision_graph& graph,
               const std::vector<unrun_revision>& unrun);

/// Plans the upgrades of `targets`, each of which must be in `unrun`, in the order of the graph.
/// The rows `at` do not change. Throws `error` for a target that is not in `unrun`, or that needs a
/// certain one of `unrun` that is not a target.
graph::plan plan_unrun(const graph::revision_graph& graph, const graph::rows& at,
                       const std::vector<std::string>& targets,
                       const std::vector<unrun_revision>& unrun);

}  // namespace revise::tool
