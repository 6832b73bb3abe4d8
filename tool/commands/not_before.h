#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/option_set.h"
#include "commands/context.h"
#include "review/due_plan.h"

namespace revise::tool {

/// The log note of a revision that ran although its .not_before says to wait.
inline constexpr const char* ignored_note = "--ignore-not-before was given";

/// The revisions that --ignore-not-before names, as typed. Throws `error` for one without a
/// .not_before, and graph::target_error.
std::vector<graph::node> ignored_waits(context& in, const std::vector<std::string>& typed);

/// Gives `e` its hint, the command to type.
void advise(waiting_error& e);

/// A line for each waiting revision: "stops before 'c1c1': not before …".
std::vector<std::string> waiting_lines(const graph::revision_graph& graph,
                                       const std::vector<waiting_revision>& waiting);

/// Writes the waiting_lines() to stderr.
void report_waiting(context& in, const std::vector<waiting_revision>& waiting);

/// Adds "waiting" to the JSON document of a plan or a run, unless `waiting` is empty.
void add_waiting(nlohmann::ordered_json& document, const graph::revision_graph& graph,
                 const std::vector<waiting_revision>& waiting);

}  // namespace revise::tool
