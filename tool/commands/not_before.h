#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/option_set.h"
#include "commands/context.h"
#include "engine/waiting.h"
#include "graph/plan.h"

namespace revise::tool {

/// A plan that leaves out what waits.
struct patient_plan {
  graph::plan plan;
  std::vector<waiting_revision> waiting;     ///< what it stops in front of, in order
  std::map<graph::node, std::string> notes;  ///< for the log: which ran though it should wait
};

/// Leaves out of `whole`, which goes up to `target` from `at`, what waits and all that needs it,
/// where the target is `head` or `heads`, of a branch too; throws `error` where it names one of
/// these. `ignored`: revisions whose .not_before does not count, as typed. `log` as waiting_in
/// takes it. Throws graph::target_error.
patient_plan without_waiting(context& in, const graph::plan& whole, const graph::rows& at,
                             const std::string& target, const std::vector<std::string>& ignored,
                             const log_table* log);

/// A line on stderr for each: "stops before 'c1c1': not before …".
void tell_waiting(context& in, const std::vector<waiting_revision>& waiting);

/// Adds "waiting" to a document of a plan or a run, where there is any.
void add_waiting(nlohmann::ordered_json& document, const graph::revision_graph& graph,
                 const std::vector<waiting_revision>& waiting);

}  // namespace revise::tool
