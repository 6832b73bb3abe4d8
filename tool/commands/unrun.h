#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "commands/context.h"
#include "graph/plan.h"
#include "review/unrun.h"

namespace revise::tool {

/// What is said of revisions that count as applied and never ran, at least one: each with the
/// entries of the log that show it, and the commands that settle it.
never_ran_error unrun_error(context& in, const std::vector<unrun_revision>& unrun);

/// The same as warnings, a warning for those that are certain and one for the others.
void warn_of_unrun(context& in, const std::vector<unrun_revision>& unrun);

/// `"unrun": [{"revision", "certain", "because"}]`; nothing where there is none.
void add_unrun(nlohmann::ordered_json& document, const graph::revision_graph& graph,
               const std::vector<unrun_revision>& unrun);

/// The upgrades of `targets`, each of which is one of `unrun`, from the rows `at`, which do not
/// change. In the order of the graph. Throws `error` for one that is not in `unrun`, or that needs
/// another one which is, and which `targets` does not have.
graph::plan plan_unrun(const graph::revision_graph& graph, const graph::rows& at,
                       const std::vector<std::string>& targets,
                       const std::vector<unrun_revision>& unrun);

}  // namespace revise::tool
