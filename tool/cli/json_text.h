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

// The documents of `--json`. Users rely on their fields: docs/commands.md.

using json = nlohmann::ordered_json;

/// A revision; `is_current` is null if the database was not asked.
json revision_json(const graph::revision_graph& graph, graph::node n,
                   std::optional<bool> is_current);

/// A row of the version table for which no file exists: its id, and null for all fields that only a
/// file has.
json unknown_revision_json(const std::string& id);

/// `--plan`: the current revisions, the target and the steps.
json plan_json(const graph::revision_graph& graph, const std::vector<std::string>& current,
               const std::string& target, const graph::plan& plan);

/// A step of a run: its revision, direction, status and duration in seconds.
json outcome_json(const graph::revision_graph& graph, const step_outcome& outcome);

/// A run; `failed` is the error that stopped it, or null.
json run_json(const graph::revision_graph& graph, const run_result& result, const error* failed);

/// {"message", "hint", "problems"}.
json error_json(const error& e);

/// `error_json` of a crash, on one line and in two parts. The reason is inserted between them.
std::pair<std::string, std::string> crash_error_text(const std::string& message,
                                                     const std::string& hint);

/// The text for stdout. Bytes that are not UTF-8 are replaced.
std::string text_of(const json& document);

/// The text on one line. Bytes that are not UTF-8 are replaced.
std::string compact_text_of(const json& document);

}  // namespace revise::tool
