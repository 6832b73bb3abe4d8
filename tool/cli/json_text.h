#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/run_result.h"
#include "graph/plan.h"
#include "graph/revision_graph.h"

namespace revise::tool {

// The documents of `--json`. Their fields are part of what users rely on: docs/commands.md.

using json = nlohmann::ordered_json;

/// A revision; `is_current` is null when the database was not asked.
json revision_json(const graph::revision_graph& graph, graph::node n,
                   std::optional<bool> is_current);

/// A row of the version table that no file has: its id, and null for what only a file says.
json unknown_revision_json(const std::string& id);

/// `--plan`: where the database is, where it shall go, the steps.
json plan_json(const graph::revision_graph& graph, const std::vector<std::string>& current,
               const std::string& target, const graph::plan& plan);

/// A step of a run: what it is, its status, the seconds it took.
json outcome_json(const graph::revision_graph& graph, const step_outcome& outcome);

/// A run, with `failed` when it stopped.
json run_json(const graph::revision_graph& graph, const run_result& result, const error* failed);

/// {"message", "hint", "problems"}.
json error_json(const error& e);

/// `error_json` of a crash, on one line, in two parts: its reason comes between them.
std::pair<std::string, std::string> crash_error_text(const std::string& message,
                                                     const std::string& hint);

/// As printed on stdout; what is not UTF-8 is replaced.
std::string text_of(const json& document);

/// The same on one line.
std::string compact_text_of(const json& document);

}  // namespace revise::tool
