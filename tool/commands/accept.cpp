#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "cli/json_text.h"
#include "cli/outcome.h"
#include "cli/revision_text.h"
#include "commands/commands.h"
#include "commands/log_findings.h"
#include "commands/offline.h"
#include "graph/rows.h"
#include "graph/target.h"
#include "graph/traversal.h"

namespace revise::tool {

namespace {

class accept_command final : public command {
 public:
  void declare(option_set& options) override {
    options.arguments("REVISION", targets_, "the edited revision: an id or its beginning, a label");
    options.value("-m,--message", "MSG", note_, "the reason, for the log");
    options.flag("--ran", ran_, "record that REVISION, which never ran, was done by hand");
  }

  outcome run(context& in) override {
    const graph::revision_graph& graph = in.versions().graph();
    const graph::rows rows = in.rows();
    const std::vector<graph::node> wanted = this->wanted(graph, rows);
    const std::vector<graph::node> acceptable = this->acceptable(in, rows);
    const auto is_acceptable = [&acceptable](graph::node n) {
      return std::find(acceptable.begin(), acceptable.end(), n) != acceptable.end();
    };
    std::vector<graph::node> accepted;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(accepted), is_acceptable);
    if (!accepted.empty()) append(in, accepted);
    for (const graph::node n : wanted) {
      const std::string& id = graph.at(n).id;
      if (is_acceptable(n)) {
        in.out().note(fmt::format("accepted {}{}", one_line(graph, n, {.message = true}),
                                  ran_ ? ", as done by hand" : ""));
      } else {
        in.out().note(fmt::format("nothing to accept: {}",
                                  ran_ ? fmt::format("the log does not say that '{}' never ran", id)
                                       : fmt::format("'{}' is not known to have been edited", id)));
      }
    }
    return answer(in.out(), [&] { return json{{"accepted", graph::ids_of(graph, accepted)}}; });
  }

 private:
  // The applied revisions that can be accepted: the edited ones, or with --ran the ones that never
  // ran.
  std::vector<graph::node> acceptable(context& in, const graph::rows& rows) const {
    const log_findings found = look_at_log(in, in.found_rows(), rows);
    if (!ran_) return found.edited;
    std::vector<graph::node> unrun;
    for (const unrun_revision& one : found.unrun) unrun.push_back(one.revision);
    return unrun;
  }

  // The revisions that the user named, in the order in which they were applied. Throws if one is
  // not applied.
  std::vector<graph::node> wanted(const graph::revision_graph& graph,
                                  const graph::rows& rows) const {
    graph::node_set named(graph);
    for (const std::string& target : targets_) {
      try {
        for (const graph::node n : graph::resolve(graph, target)) named.insert(n);
      } catch (graph::target_error& e) {
        advise(e, graph, "accept");
        throw;
      }
    }
    std::vector<graph::node> applied = graph::applied_revisions(graph, rows);
    for (const graph::node n : named.members()) {
      if (std::find(applied.begin(), applied.end(), n) != applied.end()) continue;
      throw error(fmt::format("revision '{}' is not applied", graph.at(n).id),
                  "revise current shows where the database is");
    }
    std::erase_if(applied, [&named](graph::node n) { return !named.contains(n); });
    return applied;
  }

  void append(context& in, const std::vector<graph::node>& accepted) const {
    const log_origin origin = in.origin();
    const graph::revision_graph& graph = in.versions().graph();
    const std::string note =
        ran_ ? fmt::format("ran by hand{}{}", note_.empty() ? "" : ": ", note_) : note_;
    std::vector<log_entry> entries;
    entries.reserve(accepted.size());
    for (const graph::node n : accepted) {
      entries.push_back({.revision = graph.at(n).id,
                         .direction = "accept",
                         .result = "done",
                         .source_hash = in.versions().source_hash(n),
                         .note = note,
                         .origin = origin,
                         .parents = logged_parents(graph, n)});
    }
    append_entries(in.versioned(), limits_of(in), entries);
  }

  std::vector<std::string> targets_;
  std::string note_;
  bool ran_ = false;
};

}  // namespace

std::unique_ptr<command> make_accept() { return std::make_unique<accept_command>(); }

}  // namespace revise::tool
