#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/option_set.h"
#include "commands/context.h"
#include "review/patient_plan.h"

namespace revise::tool {

/// Calls revise::without_waiting() (review/patient_plan.h). `ignored` are the revisions whose
/// .not_before is ignored, as typed. Throws `error` with the command to type as its hint, and
/// graph::target_error.
patient_plan without_waiting(context& in, const graph::plan& whole, const graph::rows& at,
                             const std::string& target, const std::vector<std::string>& ignored,
                             const log_table* log);

/// Log notes for the revisions that run although their .not_before says to wait.
std::map<graph::node, std::string> notes_of(const patient_plan& patient);

/// Writes a line to stderr for each waiting revision: "stops before 'c1c1': not before …".
void tell_waiting(context& in, const std::vector<waiting_revision>& waiting);

/// Adds "waiting" to the JSON document of a plan or a run, unless `waiting` is empty.
void add_waiting(nlohmann::ordered_json& document, const graph::revision_graph& graph,
                 const std::vector<waiting_revision>& waiting);

}  // namespace revise::tool
