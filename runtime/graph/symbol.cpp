#include "graph/symbol.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "graph/target_error.h"
#include "graph/wording.h"
#include "util/closest.h"

namespace revise::graph {

namespace {

std::vector<node> candidates(const revision_graph& graph, std::string_view name) {
  if (const auto id = graph.find(name)) return {*id};
  if (const auto label = graph.find_label(name)) return {*label};
  return graph.starting_with(name);
}

// Suggests an id or label that is similar to `name`; if none is, a keyword of the grammar.
std::optional<std::string> closest_target(const revision_graph& graph, std::string_view name) {
  if (auto known = graph.closest_name(name)) return known;
  return closest(name, {"head", "heads", "base", "current"});
}

[[noreturn]] void refuse_unknown(const parsed_target& target, std::string_view name,
                                 const char* looked_for, std::optional<std::string> closest) {
  throw target_error(target_problem::unknown, target.text,
                     fmt::format("no {} {}", looked_for, quoted(name)), {}, std::move(closest));
}

[[noreturn]] void refuse_ambiguous(const revision_graph& graph, const parsed_target& target,
                                   std::string_view name, std::vector<node> found) {
  const std::string message =
      fmt::format("{} is ambiguous: {}", quoted(name), quoted(graph, found));
  throw target_error(target_problem::ambiguous, target.text, message, std::move(found));
}

node find_name(const revision_graph& graph, const parsed_target& target,
               const std::optional<branch>& in) {
  const std::string_view name = target.symbol;
  const std::vector<node> everywhere = candidates(graph, name);
  std::vector<node> found = filtered(everywhere, in);
  if (found.size() > 1) refuse_ambiguous(graph, target, name, std::move(found));
  if (found.size() == 1) return found.front();
  if (everywhere.empty()) {
    refuse_unknown(target, name, "revision or branch label", closest_target(graph, name));
  }
  const std::string message =
      everywhere.size() == 1
          ? fmt::format("revision {} is not in branch {}", quoted(graph.at(everywhere.front()).id),
                        quoted(target.branch))
          : fmt::format("none of {} is in branch {}", quoted(graph, everywhere),
                        quoted(target.branch));
  throw target_error(target_problem::not_in_branch, target.text, message, everywhere);
}

[[noreturn]] void refuse_several_heads(const revision_graph& graph, const parsed_target& target,
                                       const std::optional<branch>& in, std::vector<node> heads) {
  const std::string where = in ? " in branch " + quoted(target.branch) : "";
  const std::string message = fmt::format("more than one head{}: {}", where, quoted(graph, heads));
  throw target_error(target_problem::multiple_heads, target.text, message, std::move(heads));
}

[[noreturn]] void refuse_ways(const revision_graph& graph, const parsed_target& target,
                              const std::string& where, std::vector<node> ways) {
  const std::string message =
      fmt::format("{} is ambiguous: {} are {}", quoted(target.text), where, quoted(graph, ways));
  throw target_error(target_problem::ambiguous_walk, target.text, message, std::move(ways));
}

[[noreturn]] void refuse_length(const revision_graph& graph, const parsed_target& target,
                                std::optional<node> from, std::int64_t walked) {
  const char* way = target.steps > 0 ? "above" : "below";
  const std::string start = from ? quoted(graph.at(*from).id) : "base";
  const std::string count = walked == 0   ? "there is nothing"
                            : walked == 1 ? "there is only one revision"
                                          : fmt::format("there are only {} revisions", walked);
  throw target_error(
      target_problem::walked_too_far, target.text,
      fmt::format("{} goes too far: {} {} {}", quoted(target.text), count, way, start));
}

std::optional<node> walk_up(const revision_graph& graph, const parsed_target& target,
                            std::optional<node> from, const std::optional<branch>& in,
                            bool stop_at_the_end) {
  std::optional<node> at = from;
  for (std::int64_t step = 0; step < target.steps; ++step) {
    std::vector<node> next = filtered(at ? graph.children(*at) : graph.bases(), in);
    if (next.empty()) {
      if (stop_at_the_end) return at;
      refuse_length(graph, target, from, step);
    }
    if (next.size() > 1) {
      const std::string where = at ? "above " + quoted(graph.at(*at).id) : "above base";
      refuse_ways(graph, target, where, std::move(next));
    }
    at = next.front();
  }
  return at;
}

std::optional<node> walk_down(const revision_graph& graph, const parsed_target& target,
                              std::optional<node> from, bool stop_at_the_end) {
  std::optional<node> at = from;
  for (std::int64_t step = 0; step > target.steps; --step) {
    if (!at) {
      if (stop_at_the_end) return at;
      // The step from the first revision to base counts too.
      refuse_length(graph, target, from, -step);
    }
    const auto parents = graph.parents(*at);
    if (parents.size() > 1) {
      refuse_ways(graph, target, "below " + quoted(graph.at(*at).id),
                  {parents.begin(), parents.end()});
    }
    at = parents.empty() ? std::nullopt : std::optional(parents.front());
  }
  return at;
}

}  // namespace

std::vector<node> filtered(std::span<const node> nodes, const std::optional<branch>& in) {
  std::vector<node> kept(nodes.begin(), nodes.end());
  if (in) {
    kept.erase(
        std::remove_if(kept.begin(), kept.end(), [&](node n) { return !in->lineage.contains(n); }),
        kept.end());
  }
  return kept;
}

std::optional<branch> find_branch(const revision_graph& graph, const parsed_target& target) {
  if (target.branch.empty()) return std::nullopt;
  std::vector<node> found = candidates(graph, target.branch);
  if (found.empty()) {
    refuse_unknown(target, target.branch, "branch", graph.closest_name(target.branch));
  }
  if (found.size() > 1) refuse_ambiguous(graph, target, target.branch, std::move(found));
  return branch{found.front(), lineage(graph, found.front())};
}

std::vector<node> symbol_revisions(const revision_graph& graph, const parsed_target& target,
                                   const std::optional<branch>& in) {
  if (target.symbol == "base") return {};
  if (target.symbol == "heads") return filtered(in ? graph.heads() : graph.real_heads(), in);
  if (target.symbol == "head") {
    std::vector<node> heads = filtered(graph.heads(), in);
    if (heads.size() > 1) refuse_several_heads(graph, target, in, std::move(heads));
    return heads;
  }
  if (target.symbol == "current") {
    throw target_error(
        target_problem::relative_not_allowed, target.text,
        fmt::format("{} is the position of a database, not a revision", quoted(target.text)));
  }
  return {find_name(graph, target, in)};
}

std::optional<node> symbol_revision(const revision_graph& graph, const parsed_target& target,
                                    const std::optional<branch>& in) {
  std::vector<node> found = symbol_revisions(graph, target, in);
  if (found.size() > 1) refuse_several_heads(graph, target, in, std::move(found));
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::optional<node> walk(const revision_graph& graph, const parsed_target& target,
                         std::optional<node> from, const std::optional<branch>& in,
                         bool stop_at_the_end) {
  return target.steps > 0 ? walk_up(graph, target, from, in, stop_at_the_end)
                          : walk_down(graph, target, from, stop_at_the_end);
}

}  // namespace revise::graph
