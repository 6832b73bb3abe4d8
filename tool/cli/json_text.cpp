#include "cli/json_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/revision_text.h"

namespace revise::tool {

namespace {

std::vector<std::string> sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

json step_json(const graph::revision_graph& graph, const graph::step& step) {
  const graph::revision& r = graph.at(step.revision);
  return {{"direction", name_of(step.way)}, {"revision", r.id}, {"message", r.message}};
}

}  // namespace

json revision_json(const graph::revision_graph& graph, graph::node n,
                   std::optional<bool> is_current) {
  const graph::revision& r = graph.at(n);
  return {{"revision", r.id},
          {"down_revision", r.down_revision},
          {"depends_on", r.depends_on},
          {"branch_labels", graph.labels(n)},
          {"message", r.message},
          {"path", r.path},
          {"is_base", graph.is_base(n)},
          {"is_head", graph.is_head(n)},
          {"is_effective_head", graph.is_effective_head(n)},
          {"is_branch_point", graph.is_branch_point(n)},
          {"is_merge_point", graph.is_merge_point(n)},
          {"is_current", is_current ? json(*is_current) : json(nullptr)}};
}

json unknown_revision_json(const std::string& id) {
  return {{"revision", id},
          {"down_revision", json::array()},
          {"depends_on", json::array()},
          {"branch_labels", json::array()},
          {"message", nullptr},
          {"path", nullptr},
          {"is_base", nullptr},
          {"is_head", nullptr},
          {"is_effective_head", nullptr},
          {"is_branch_point", nullptr},
          {"is_merge_point", nullptr},
          {"is_current", true}};
}

json plan_json(const graph::revision_graph& graph, const std::vector<std::string>& current,
               const std::string& target, const graph::plan& plan) {
  json steps = json::array();
  for (const graph::step& step : plan.steps) steps.push_back(step_json(graph, step));
  return {{"current", sorted(current)}, {"target", target}, {"steps", std::move(steps)}};
}

json outcome_json(const graph::revision_graph& graph, const step_outcome& outcome) {
  json step = step_json(graph, outcome.step);
  step["status"] = name_of(outcome.status);
  step["seconds"] = outcome.seconds;
  if (outcome.status == step_status::failed || outcome.status == step_status::rolled_back) {
    step["left"] = name_of(outcome.left);
  }
  return step;
}

json run_json(const graph::revision_graph& graph, const run_result& result, const error* failed) {
  json steps = json::array();
  for (const step_outcome& outcome : result.steps) steps.push_back(outcome_json(graph, outcome));
  return {{"steps", std::move(steps)},
          {"current", sorted(result.rows)},
          {"error", failed == nullptr ? json(nullptr) : error_json(*failed)}};
}

json error_json(const error& e) {
  return {{"message", e.what()}, {"hint", e.hint()}, {"problems", e.problems()}};
}

std::pair<std::string, std::string> crash_error_text(const std::string& message,
                                                     const std::string& hint) {
  // The escape sequence of this character does not occur in the text after it.
  const std::string text = compact_text_of(error_json(error(message + ": \x01", hint)));
  constexpr std::string_view mark = "\\u0001";
  const std::size_t at = text.rfind(mark);
  return {text.substr(0, at), text.substr(at + mark.size())};
}

std::string text_of(const json& document) {
  return document.dump(2, ' ', false, json::error_handler_t::replace);
}

std::string compact_text_of(const json& document) {
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace revise::tool
