#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "cli/json_text.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "graph/plan.h"
#include "graph/target.h"
#include "scaffold/down_revision_edit.h"
#include "scaffold/write_file.h"
#include "util/read_file.h"

namespace revise::tool {

namespace {

using graph::node;
using graph::revision_graph;

class rebase_command final : public command {
 public:
  void declare(option_set& options) override {
    options.argument("REVISION", revision_, "the revision that gets another parent");
    options.value("--onto", "REV", onto_, "the new parent: an id or its beginning, or base");
  }

  void check() const override {
    if (onto_.empty()) {
      throw usage_error("rebase needs --onto", "revise rebase 27c6 --onto ae10");
    }
  }

  int run(context& in) override {
    const revision_graph& graph = in.versions().graph();
    const node moved = single(graph, revision_, {"rebase", "", " --onto " + onto_});
    const graph::revision& r = graph.at(moved);
    std::vector<std::string> parents;
    if (onto_ != "base") {
      const node onto = single(graph, onto_, {"rebase " + revision_ + " --onto", "", ""});
      parents.push_back(graph.at(onto).id);
    }
    if (r.down_revision.size() > 1) {
      throw graph_error(
          fmt::format("revision '{}' is a merge of {}: it has no single parent to replace", r.id,
                      fmt::join(r.down_revision, ", ")),
          "edit its down_revision by hand");
    }
    if (r.down_revision == parents) {
      in.out().note(fmt::format("nothing to do: '{}' is there already", r.id));
      return report(in, r);
    }
    check_graph(graph, moved, parents);
    check_not_applied(in, moved);
    rewrite(r, parents);
    in.out().note(
        fmt::format("rebased {} onto {}", r.id, parents.empty() ? "<base>" : parents.front()));
    return report(in, r);
  }

 private:
  static node single(const revision_graph& graph, const std::string& target,
                     const typed_words& typed) {
    try {
      const std::vector<node> found = graph::resolve(graph, target);
      if (found.size() == 1) return found.front();
    } catch (graph::target_error& e) {
      advise(e, graph, typed);
      throw;
    }
    throw graph_error(fmt::format("'{}' does not mean one revision", target),
                      "revise history lists the revisions");
  }

  static int report(const context& in, const graph::revision& r) {
    in.out().data(in.out().is_json() ? text_of({{"revision", r.id}, {"path", r.path}})
                                     : shown_path(r.path));
    return 0;
  }

  static void check_graph(const revision_graph& graph, node moved,
                          const std::vector<std::string>& parents) {
    std::vector<graph::revision> revisions;
    revisions.reserve(graph.size());
    for (node n = 0; n < graph.size(); ++n) revisions.push_back(graph.at(n));
    revisions[moved].down_revision = parents;
    try {
      const revision_graph with_it(std::move(revisions));
    } catch (const graph_error& e) {
      throw graph_error(fmt::format("'{}' cannot be put onto '{}'; nothing was written",
                                    graph.at(moved).id, parents.empty() ? "base" : parents[0]),
                        e.problems());
    }
  }

  // A database that has the revision would be told another story of how it got there. Without a
  // database configured there is none to ask.
  static void check_not_applied(context& in, node moved) {
    if (!in.config().url && !in.config().url_problem) return;
    const revision_graph& graph = in.versions().graph();
    const graph::rows rows = in.rows();
    std::vector<node> left(rows.known);
    std::vector<bool> seen(graph.size(), false);
    while (!left.empty()) {
      const node n = left.back();
      left.pop_back();
      if (seen[n]) continue;
      seen[n] = true;
      for (const node below : graph.needs(n)) left.push_back(below);
    }
    if (!seen[moved]) return;
    const auto heads = graph.real_heads();
    std::string hint = "revise downgrade below it first";
    if (heads.size() > 1) {
      hint += fmt::format(", or revise merge {}", short_ids(graph, {heads.begin(), heads.end()}));
    }
    throw graph_error(fmt::format("revision '{}' is applied in {}; nothing was written",
                                  graph.at(moved).id, in.url().display),
                      hint);
  }

  static void rewrite(const graph::revision& r, const std::vector<std::string>& parents) {
    const auto source = read_file(r.path);
    if (!source) throw error(fmt::format("'{}' is gone", r.path));
    const auto only = [](const std::vector<std::string>& ids) {
      return ids.empty() ? std::string() : ids.front();
    };
    std::string changed;
    try {
      changed = with_down_revision(*source, only(r.down_revision), only(parents));
    } catch (const error& e) {
      throw error(r.path + e.what(), e.hint());
    }
    replace_file(r.path, changed);
  }

  std::string revision_;
  std::string onto_;
};

}  // namespace

std::unique_ptr<command> make_rebase() { return std::make_unique<rebase_command>(); }

}  // namespace revise::tool
