#include "review/waiting.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "graph/traversal.h"

namespace revise {

namespace {

// Whether the revision still has to wait according to the log. Sets `until`.
bool still_waits(waiting_revision& one, const graph::revision_graph& graph, const log_table& log) {
  const auto wait =
      log.wait_after(graph.at(one.after).id, std::chrono::milliseconds(one.milliseconds));
  if (wait) one.until = wait->until;
  return !wait || !wait->is_over;
}

}  // namespace

std::vector<waiting_revision> waiting_in(const versions& all, const graph::plan& plan,
                                         const log_table* log) {
  const graph::revision_graph& graph = all.graph();
  graph::node_set steps(graph);
  for (const graph::step& step : plan.steps) steps.insert(step.revision);
  std::vector<waiting_revision> waiting;
  for (const graph::step& step : plan.steps) {
    const waiting_rule& rule = all.migration(step.revision).not_before;
    if (rule.revision.empty()) continue;
    // It exists, or the versions would not have loaded.
    const graph::node after = *graph.find(std::string_view(rule.revision));
    waiting_revision one{.revision = step.revision,
                         .after = after,
                         .milliseconds = rule.milliseconds,
                         .until = {},
                         .in_plan = steps.contains(after)};
    if (one.in_plan || log == nullptr || still_waits(one, graph, *log)) {
      waiting.push_back(std::move(one));
    }
  }
  return waiting;
}

void note_what_ran(std::vector<waiting_revision>& waiting, const graph::revision_graph& graph,
                   connection& database, const version_table& beside) {
  const auto is_new = [](const waiting_revision& one) { return one.in_plan; };
  if (std::none_of(waiting.begin(), waiting.end(), is_new)) return;
  try {
    const log_table log(database, beside);  // opened again: the run may have created the table
    for (waiting_revision& one : waiting) {
      if (!one.in_plan) continue;
      still_waits(one, graph, log);
      one.in_plan = false;
    }
  } catch (const error&) {
    waiting.clear();
  }
}

std::string length_text(long long milliseconds) {
  struct unit {
    long long length;
    const char* one;
    const char* many;
  };
  constexpr long long second = 1000;
  constexpr std::array<unit, 4> units = {{{24 * 60 * 60 * second, "day", "days"},
                                          {60 * 60 * second, "hour", "hours"},
                                          {60 * second, "minute", "minutes"},
                                          {second, "second", "seconds"}}};
  for (const auto& [length, one, many] : units) {
    if (milliseconds == 0 || milliseconds % length != 0) continue;
    const long long n = milliseconds / length;
    return fmt::format("{} {}", n, n == 1 ? one : many);
  }
  return fmt::format("{} ms", milliseconds);
}

std::string wait_text(const graph::revision_graph& graph, const waiting_revision& waiting) {
  const std::string& after = graph.at(waiting.after).id;
  const std::string length = length_text(waiting.milliseconds);
  if (!waiting.until.empty()) {
    return fmt::format("not before {} UTC, {} after '{}' was applied", waiting.until, length,
                       after);
  }
  return fmt::format(
      "not before {} after '{}' was applied, {}", length, after,
      waiting.in_plan ? "which has not happened yet" : "and the log does not show when");
}

}  // namespace revise
