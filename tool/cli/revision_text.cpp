#include "cli/revision_text.h"

#include <fmt/format.h>

#include "cli/output.h"

namespace revise::tool {

namespace {

std::string listed(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string parents_text(const graph::revision& r) {
  return r.down_revision.empty() ? std::string("<base>") : listed(r.down_revision);
}

std::string head_flag(const graph::revision_graph& graph, graph::node n) {
  if (graph.is_head(n)) return " (head)";
  return graph.is_effective_head(n) ? " (effective head)" : "";
}

}  // namespace

std::string title(const std::string& message) {
  return printable(message.substr(0, message.find('\n')));
}

std::string one_line(const graph::revision_graph& graph, graph::node n, const line_parts& parts) {
  const graph::revision& r = graph.at(n);
  std::string line;
  if (parts.parents) {
    line += parents_text(r);
    if (!r.depends_on.empty()) line += fmt::format(" ({})", listed(r.depends_on));
    line += " -> ";
  }
  line += r.id;
  if (parts.labels) {
    const std::vector<std::string> labels = graph.labels(n);
    if (!labels.empty()) line += fmt::format(" ({})", listed(labels));
  }
  line += head_flag(graph, n);
  if (parts.current) line += " (current)";
  if (parts.never_ran) line += " (never ran)";
  if (parts.points && graph.is_branch_point(n)) line += " (branchpoint)";
  if (parts.points && graph.is_merge_point(n)) line += " (mergepoint)";
  if (parts.message && !r.message.empty()) line += ", " + title(r.message);
  return line;
}

std::string verbose_block(const graph::revision_graph& graph, graph::node n,
                          const line_parts& marks) {
  const graph::revision& r = graph.at(n);
  std::string text = fmt::format("Rev: {}{}", r.id, head_flag(graph, n));
  if (graph.is_branch_point(n)) text += " (branchpoint)";
  if (graph.is_merge_point(n)) text += " (mergepoint)";
  if (marks.current) text += " (current)";
  if (marks.never_ran) text += " (never ran)";
  text += fmt::format("\n{}: {}\n", graph.is_merge_point(n) ? "Merges" : "Parent", parents_text(r));
  if (!r.depends_on.empty()) text += fmt::format("Also depends on: {}\n", listed(r.depends_on));
  if (graph.is_branch_point(n)) {
    std::vector<std::string> children;
    for (const graph::node child : graph.children(n)) children.push_back(graph.at(child).id);
    text += fmt::format("Branches into: {}\n", listed(children));
  }
  const std::vector<std::string> labels = graph.labels(n);
  if (!labels.empty()) text += fmt::format("Branch names: {}\n", listed(labels));
  text += fmt::format("Path: {}\n\n", r.path);
  const std::string message = printable(r.message);
  for (std::size_t at = 0; at <= message.size();) {
    const std::size_t end = std::min(message.find('\n', at), message.size());
    text += fmt::format("    {}\n", message.substr(at, end - at));
    at = end + 1;
  }
  return text;
}

std::string step_line(const graph::revision_graph& graph, const graph::step& step) {
  const graph::revision& r = graph.at(step.revision);
  const std::string ends = step.way == graph::direction::upgrade
                               ? fmt::format("{} -> {}", parents_text(r), r.id)
                               : fmt::format("{} -> {}", r.id, parents_text(r));
  const std::string message = title(r.message);
  return fmt::format("{}  {}{}{}", name_of(step.way), ends, message.empty() ? "" : ", ", message);
}

}  // namespace revise::tool
