#include "commands/unrun.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "commands/log_findings.h"
#include "graph/target.h"
#include "graph/traversal.h"

namespace revise::tool {

namespace {

std::vector<graph::node> revisions_in(const std::vector<unrun_revision>& unrun) {
  std::vector<graph::node> nodes;
  nodes.reserve(unrun.size());
  for (const unrun_revision& one : unrun) nodes.push_back(one.revision);
  return nodes;
}

[[noreturn]] void refuse_to_run(const graph::revision_graph& graph, const graph::rows& at,
                                graph::node n) {
  const graph::node_set applied = ancestors(graph, at.known, graph::edges::needs);
  const std::string& id = graph.at(n).id;
  if (!applied.contains(n)) {
    throw error(fmt::format("revision '{}' is not applied", id),
                fmt::format("revise upgrade {}", short_id(graph, n)));
  }
  throw error(fmt::format("the log does not say that revision '{}' never ran", id),
              fmt::format("revise log -r {}", short_id(graph, n)));
}

// Throws unless all revisions that a chosen one needs have run before it, or are chosen too.
void require_complete(const graph::revision_graph& graph, const graph::node_set& chosen,
                      const std::vector<unrun_revision>& unrun) {
  for (const graph::node n : chosen.members()) {
    const graph::node_set below = ancestors(graph, {&n, 1}, graph::edges::needs);
    for (const unrun_revision& one : unrun) {
      if (!one.is_certain || chosen.contains(one.revision) || !below.contains(one.revision)) {
        continue;
      }
      throw error(fmt::format("revision '{}' needs '{}', which never ran here either",
                              graph.at(n).id, graph.at(one.revision).id),
                  fmt::format("revise upgrade {} {} --unrun", short_id(graph, one.revision),
                              short_id(graph, n)));
    }
  }
}

}  // namespace

never_ran_error unrun_error(context& in, const std::vector<unrun_revision>& unrun) {
  const graph::revision_graph& graph = in.versions().graph();
  const std::vector<graph::node> nodes = revisions_in(unrun);
  const std::string ids =
      short_ids(graph, {nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                           nodes.size(), most_unrun_named))});
  const bool is_one = unrun.size() == 1;
  never_ran_error found(graph, unrun);
  found.set_hint(
      fmt::format("revise upgrade {} --unrun runs {} now; revise accept {} --ran -m \"…\" if {} "
                  "done by hand",
                  ids, is_one ? "it" : "them", ids, is_one ? "it was" : "they were"));
  return found;
}

void warn_of_unrun(context& in, const std::vector<unrun_revision>& unrun) {
  const log_findings found{.edited = {}, .unrun = unrun};
  for (const std::vector<unrun_revision>& some : {found.certain(), found.likely()}) {
    if (some.empty()) continue;
    const never_ran_error said = unrun_error(in, some);
    in.out().warning(said.what());
    for (const std::string& line : said.problems()) in.out().problem("  " + printable(line));
    in.out().hint(said.advised());
  }
}

void add_unrun(nlohmann::ordered_json& document, const graph::revision_graph& graph,
               const std::vector<unrun_revision>& unrun) {
  if (unrun.empty()) return;
  nlohmann::ordered_json& list = document["unrun"] = nlohmann::ordered_json::array();
  for (const unrun_revision& one : unrun) {
    list.push_back({{"revision", graph.at(one.revision).id},
                    {"certain", one.is_certain},
                    {"because", one.because}});
  }
}

graph::plan plan_unrun(const graph::revision_graph& graph, const graph::rows& at,
                       const std::vector<std::string>& targets,
                       const std::vector<unrun_revision>& unrun) {
  graph::node_set chosen(graph);
  for (const std::string& target : targets) {
    try {
      for (const graph::node n : graph::resolve(graph, target)) chosen.insert(n);
    } catch (graph::target_error& e) {
      advise(e, graph, "upgrade --unrun");
      throw;
    }
  }
  const std::vector<graph::node> known = revisions_in(unrun);
  for (const graph::node n : chosen.members()) {
    if (std::find(known.begin(), known.end(), n) == known.end()) refuse_to_run(graph, at, n);
  }
  require_complete(graph, chosen, unrun);
  graph::plan plan{.start = at.known, .steps = {}};
  for (const graph::node n : known) {
    if (!chosen.contains(n)) continue;
    plan.steps.push_back(
        {.way = graph::direction::upgrade, .revision = n, .removed = {}, .added = {}});
  }
  return plan;
}

}  // namespace revise::tool
