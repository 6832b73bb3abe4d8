#include "review/due_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "graph/target.h"

namespace revise {

namespace {

[[noreturn]] void refuse(const graph::revision_graph& graph, const graph::plan& whole,
                         const graph::parsed_target* target, const waiting_revision& waiting) {
  const std::string& id = graph.at(waiting.revision).id;
  const bool is_meant = whole.steps.back().revision == waiting.revision;
  throw waiting_error(fmt::format("{}'{}'{} is waiting: {}",
                                  is_meant            ? "revision "
                                  : target == nullptr ? "the plan reaches "
                                                      : fmt::format("'{}' reaches ", target->text),
                                  id, is_meant ? "" : ", which", wait_text(graph, waiting)),
                      id);
}

}  // namespace

due_plan without_waiting(const versions& all, const graph::plan& whole, const graph::rows& at,
                         const graph::parsed_target* target, const graph::node_set& ignored,
                         const log_table* log) {
  const graph::revision_graph& graph = all.graph();
  due_plan result{.plan = whole, .waiting = waiting_in(all, whole, log), .ignored = {}};
  std::erase_if(result.waiting, [&](const waiting_revision& one) {
    if (!ignored.contains(one.revision)) return false;
    result.ignored.push_back(one.revision);
    return true;
  });
  if (result.waiting.empty()) return result;
  if (target == nullptr || !graph::goes_to_heads(*target))
    refuse(graph, whole, target, result.waiting.front());
  std::vector<graph::node> left_out;
  for (const waiting_revision& one : result.waiting) left_out.push_back(one.revision);
  result.plan = graph::plan_without(graph, at, whole, left_out);
  // A waiting revision above another waiting revision is not reached anyway.
  const auto is_above = [&](const waiting_revision& one) {
    const graph::node_set below = ancestors(graph, {&one.revision, 1}, graph::edges::needs);
    return std::any_of(left_out.begin(), left_out.end(),
                       [&](graph::node n) { return n != one.revision && below.contains(n); });
  };
  std::erase_if(result.waiting, is_above);
  return result;
}

std::map<graph::node, std::string> notes_of(const due_plan& due, const std::string& note) {
  std::map<graph::node, std::string> notes;
  for (const graph::node n : due.ignored) notes.emplace(n, note);
  return notes;
}

}  // namespace revise
