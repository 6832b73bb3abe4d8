#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/option_set.h"
#include "commands/context.h"
#include "review/patient_plan.h"

namespace revise::tool {

/// As without_waiting() of the engine. `ignored`: revisions whose .not_before does not count, as
/// typed. Throws `error` with what to type, and graph::target_error.
patient_plan without_waiting(context& in, const graph::plan& whole, const graph::rows& at,
                             const std::string& target, const std::vector<std::string>& ignored,
                             const log_table* log);

/// What the log says of those that ran though they should wait.
std::map<graph::node, std::string> notes_of(const patient_plan& patient);

/// A line on stderr for each: "stops before 'c1c1': not before …".
void tell_waiting(context& in, const std::vector<waiting_revision>& waiting);

/// Adds "waiting" to a document of a plan or a run, where there is any.
void add_waiting(nlohmann::ordered_json& document, const graph::revision_graph& graph,
                 const std::vector<waiting_revision>& waiting);

}  // namespace revise::tool
