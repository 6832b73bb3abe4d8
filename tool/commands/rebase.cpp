#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/advice.h"
#include "cli/json_text.h"
#include "cli/outcome.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "graph/plan.h"
#include "graph/target.h"
#include "graph/traversal.h"
#include "review/unrun.h"
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

  // The graph may fail to load, because the parent that is to be replaced is missing.
  needs needed(needs) const override { return needs::configuration; }

  outcome run(context& in) override {
    try {
      in.versions();
    } catch (const graph_error& e) {
      return rebase_onto_another(in, e);
    }
    const revision_graph& graph = in.versions().graph();
    const node moved = single(graph, revision_, {"rebase", "", " --onto " + onto_});
    const graph::revision& r = graph.at(moved);
    const std::vector<std::string> parents = parents_in(graph);
    if (r.down_revision.size() > 1) refuse_merge(r);
    if (r.down_revision == parents) {
      in.out().note(fmt::format("nothing to do: '{}' is already on {}", r.id,
                                parents.empty() ? "<base>" : parents.front()));
      return outcome_of(in, r);
    }
    std::vector<graph::revision> revisions;
    revisions.reserve(graph.size());
    for (node n = 0; n < graph.size(); ++n) revisions.push_back(graph.at(n));
    return rewrite(in, std::move(revisions), r, parents,
                   ancestors(graph, {&moved, 1}, graph::edges::needs).members());
  }

 private:
  // Rebases a revision whose parent is missing, as after a cherry-pick. All other revisions must
  // form a graph. `why` is the error of the whole graph.
  outcome rebase_onto_another(context& in, const graph_error& why) const {
    if (in.loaded() == nullptr) throw graph_error(why);
    std::vector<graph::revision> revisions = revisions_of(*in.loaded());
    const graph::revision* const moved = named(revisions);
    if (moved == nullptr || moved->down_revision.empty()) throw graph_error(why);
    if (moved->down_revision.size() > 1) refuse_merge(*moved);
    const graph::revision r = *moved;
    std::vector<std::string> parents;
    try {
      parents = parents_in(revision_graph(without(revisions, r.id)));
    } catch (const graph::load_error&) {
      throw graph_error(why);
    }
    return rewrite(in, std::move(revisions), r, parents, {});
  }

  std::vector<std::string> parents_in(const revision_graph& graph) const {
    if (onto_ == "base") return {};
    return {graph.at(single(graph, onto_, {"rebase " + revision_ + " --onto", "", ""})).id};
  }

  // The revision with the id `revision_`, or with that unique prefix; null if there is none.
  const graph::revision* named(const std::vector<graph::revision>& revisions) const {
    const graph::revision* found = nullptr;
    for (const graph::revision& r : revisions) {
      if (r.id == revision_) return &r;
      if (revision_.size() < 4 || !r.id.starts_with(revision_)) continue;
      if (found != nullptr) return nullptr;
      found = &r;
    }
    return found;
  }

  // The revisions without `id` and without the revisions that need it.
  static std::vector<graph::revision> without(std::vector<graph::revision> revisions,
                                              const std::string& id) {
    std::set<std::string> gone = {id};
    const auto is_gone = [&gone](const std::string& needed) { return gone.contains(needed); };
    for (std::size_t before = 0; before != gone.size();) {
      before = gone.size();
      for (const graph::revision& r : revisions) {
        if (std::any_of(r.down_revision.begin(), r.down_revision.end(), is_gone) ||
            std::any_of(r.depends_on.begin(), r.depends_on.end(), is_gone)) {
          gone.insert(r.id);
        }
      }
    }
    std::erase_if(revisions, [&](const graph::revision& r) { return gone.contains(r.id); });
    return revisions;
  }

  [[noreturn]] static void refuse_merge(const graph::revision& r) {
    throw graph_error(
        fmt::format("revision '{}' is a merge of {}: it has no single parent to replace", r.id,
                    fmt::join(r.down_revision, ", ")),
        "edit its down_revision by hand");
  }

  // Rewrites the file of `r`, which is one of `revisions`; they need not form a graph. `before`
  // holds the revisions that `r` needs now, including itself; empty if not known.
  static outcome rewrite(context& in, std::vector<graph::revision> revisions,
                         const graph::revision& r, const std::vector<std::string>& parents,
                         const std::vector<node>& before) {
    std::set<std::string> needed;
    for (const node n : before) needed.insert(revisions[n].id);
    const revision_graph after = changed_graph(std::move(revisions), r, parents);
    const node moved = *after.find(r.id);
    check_not_applied(in, after, moved, before.empty());
    rewrite_file(r, parents);
    in.out().note(
        fmt::format("rebased {} onto {}", r.id, parents.empty() ? "<base>" : parents.front()));
    std::vector<node> skipped = ancestors(after, {&moved, 1}, graph::edges::needs).members();
    std::erase_if(skipped, [&](node n) { return n == moved || needed.contains(after.at(n).id); });
    // If the old parent is missing, it is not known which revisions were below it.
    if (before.empty() && !parents.empty()) skipped = {*after.find(parents.front())};
    if (!skipped.empty()) {
      in.out().note(fmt::format("databases where {} is already applied would skip {}",
                                short_id(after, moved), some_ids(after, skipped)));
    }
    return outcome_of(in, r);
  }

  static std::string some_ids(const revision_graph& graph, std::vector<node> nodes) {
    constexpr std::size_t most = 5;
    const std::size_t more = nodes.size() - std::min(nodes.size(), most);
    nodes.resize(nodes.size() - more);
    std::vector<std::string> ids;
    ids.reserve(nodes.size());
    for (const node n : nodes) ids.push_back(short_id(graph, n));
    return fmt::format("{}{}", fmt::join(ids, ", "),
                       more == 0 ? "" : fmt::format(" and {} more", more));
  }

  static node single(const revision_graph& graph, const std::string& target,
                     const typed_words& typed) {
    try {
      const std::vector<node> found = graph::resolve(graph, target);
      if (found.size() == 1) return found.front();
    } catch (graph::target_error& e) {
      advise(e, graph, typed);
      throw;
    }
    throw graph_error(fmt::format("'{}' does not stand for a single revision", target),
                      "revise history lists the revisions");
  }

  static outcome outcome_of(const context& in, const graph::revision& r) {
    return answer(in.out(),
                  [&] {
                    return json{{"revision", r.id}, {"path", r.path}};
                  },
                  {shown_path(r.path)});
  }

  static revision_graph changed_graph(std::vector<graph::revision> revisions,
                                      const graph::revision& moved,
                                      const std::vector<std::string>& parents) {
    for (graph::revision& r : revisions) {
      if (r.id == moved.id) r.down_revision = parents;
    }
    try {
      return revision_graph(std::move(revisions));
    } catch (const graph_error& e) {
      throw graph_error(fmt::format("'{}' cannot be moved onto '{}'; nothing was written", moved.id,
                                    parents.empty() ? "base" : parents[0]),
                        e.problems());
    }
  }

  // The command that undoes the applied revision `id` and what needs it, and nothing else if one
  // target says that. The revision has at most one parent: a merge is never moved.
  static std::string downgrade_below(const revision_graph& graph, const graph::rows& at,
                                     const std::string& id) {
    const node n = graph.find(id).value();
    const std::span<const node> parents = graph.parents(n);
    const std::string parent = parents.empty() ? id + "@base" : short_id(graph, parents.front());
    const graph::node_set applied = ancestors(graph, at.known, graph::edges::needs);
    std::vector<node> undone = descendants(graph, {&n, 1}, graph::edges::needs).members();
    std::erase_if(undone, [&](node one) { return !applied.contains(one); });
    for (const std::string& target : {parent, short_id(graph, n) + "@-1"}) {
      try {
        const graph::plan plan = plan_downgrade(graph, at, graph::parsed_target(target));
        if (plan.steps.size() == undone.size()) return "revise downgrade " + target;
      } catch (const graph::target_error&) {
        continue;  // '@-1' does not exist, or is ambiguous
      }
    }
    return fmt::format("revise downgrade {} --plan", parent);
  }

  // Throws if the configured database has applied the revision or one that moves with it: its
  // history would no longer match the graph. If no database is configured, none is checked. `graph`
  // is the graph after the rebase. If `is_torn`, the graph before it does not load.
  static void check_not_applied(context& in, const revision_graph& graph, node moved,
                                bool is_torn) {
    if (!in.config().url && !in.config().url_problem) return;
    const std::vector<std::string> found = in.found_rows();
    const graph::rows rows = graph::read_rows(graph, found);
    const graph::node_set going = descendants(graph, {&moved, 1}, graph::edges::needs);
    const std::string& id = graph.at(moved).id;
    if (ancestors(graph, rows.known, graph::edges::needs).contains(moved)) {
      std::string hint = "restore the file of its parent";
      if (!is_torn) {
        const revision_graph& before = in.versions().graph();
        hint = downgrade_below(before, graph::read_rows(before, found), id);
      }
      if (!is_torn && in.versions().graph().real_heads().size() > 1) {
        const auto heads = in.versions().graph().real_heads();
        hint += fmt::format(", or revise merge {}",
                            short_ids(in.versions().graph(), {heads.begin(), heads.end()}));
      }
      throw graph_error(
          fmt::format("revision '{}' is applied in {}; nothing was written", id, in.url().display),
          hint);
    }
    if (!in.has_database_file()) return;
    for (const node n : logged_revisions(graph, in.log().events())) {
      if (!going.contains(n)) continue;
      throw graph_error(
          fmt::format("revision '{}' ran in {}, according to its log{}; nothing was written",
                      graph.at(n).id, in.url().display,
                      n == moved ? "" : fmt::format(", and is moved with '{}'", id)),
          fmt::format("revise log -r {}", short_id(graph, n)));
    }
  }

  static void rewrite_file(const graph::revision& r, const std::vector<std::string>& parents) {
    const auto source = read_file(r.path);
    if (!source) throw error(fmt::format("'{}' no longer exists", r.path));
    const auto only = [](const std::vector<std::string>& ids) {
      return ids.empty() ? std::string() : ids.front();
    };
    std::string changed;
    try {
      changed = with_down_revision(*source, only(r.down_revision), only(parents));
    } catch (const error& e) {
      throw error(r.path + e.what(), e.advised());
    }
    replace_file(r.path, changed);
  }

  std::string revision_;
  std::string onto_;
};

}  // namespace

std::unique_ptr<command> make_rebase() { return std::make_unique<rebase_command>(); }

}  // namespace revise::tool
