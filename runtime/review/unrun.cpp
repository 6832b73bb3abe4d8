#include "review/unrun.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "graph/order.h"
#include "graph/traversal.h"

namespace revise {

namespace {

using graph::node;
using graph::node_set;
using graph::revision_graph;

// "2026-11-21 09:15:40 UTC", if `started_at` has the form that revise writes; else `started_at`.
std::string time_text(const std::string& started_at) {
  if (started_at.size() < 20 || started_at[10] != 'T') return started_at;
  return fmt::format("{} {} UTC", started_at.substr(0, 10), started_at.substr(11, 8));
}

// The revisions named in log_entry::parents; empty if one of them has no version file.
std::optional<std::vector<node>> nodes_of(const revision_graph& graph, std::string_view parents) {
  std::vector<node> nodes;
  while (!parents.empty()) {
    const std::size_t end = std::min(parents.find(','), parents.size());
    const auto found = graph.find(parents.substr(0, end));
    if (!found) return std::nullopt;
    nodes.push_back(*found);
    parents.remove_prefix(std::min(end + 1, parents.size()));
  }
  return nodes;
}

std::string quoted(const revision_graph& graph, std::span<const node> nodes) {
  return fmt::format("'{}'", fmt::join(graph::ids_of(graph, nodes), "', '"));
}

std::string parents_then(const revision_graph& graph, std::span<const node> parents) {
  if (parents.empty()) return "it had no parent";
  return fmt::format("its parent{} {}", parents.size() == 1 ? " was" : "s were",
                     quoted(graph, parents));
}

// What the log says about each revision of the graph. An id of 0 means that no such entry exists.
class log_facts {
 public:
  log_facts(const revision_graph& graph, const std::vector<logged_event>& events)
      : graph_(graph), of_(graph.size()) {
    std::map<std::string_view, long long> gone;
    for (const logged_event& event : events) {
      if (const auto found = graph.find(event.revision)) {
        add(of_[*found], event);
      } else if (event.direction == "upgrade") {
        gone[event.revision] = event.id;
      } else if (event.direction == "downgrade") {
        gone.erase(event.revision);  // events are sorted by id
      }
    }
    for (const auto& [id, when] : gone) gone_.push_back(when);
    for (const logged_event& event : events) note_parents(event);
    cover();
  }

  bool has_entry(node n) const { return of_[n].here != 0 || of_[n].undone != 0; }
  /// Whether the log says that it is applied: by an entry of its own, or because a later stamp of a
  /// revision that needs it covers it.
  bool is_here(node n) const {
    return of_[n].here > of_[n].undone || of_[n].covered > of_[n].undone;
  }
  /// The entry of its upgrade, if no later downgrade undid it; else null.
  const logged_event* run(node n) const {
    const logged_event* const upgrade = of_[n].upgrade;
    return upgrade != nullptr && upgrade->id > of_[n].undone ? upgrade : nullptr;
  }
  bool was_undone(node n) const { return of_[n].undone != 0; }
  /// Whether its last downgrade is a later entry than `id`.
  bool was_undone_after(node n, long long id) const { return of_[n].undone > id; }
  const std::string& undone_at(node n) const { return of_[n].undone_at; }
  /// The parents that it had according to an entry before `id`; empty if unknown.
  std::optional<std::vector<node>> parents_before(node n, long long id) const {
    for (const logged_event* const event : {of_[n].upgrade, of_[n].stamp}) {
      if (event == nullptr || event->id >= id || !event->parents) continue;
      return nodes_of(graph_, *event->parents);
    }
    return std::nullopt;
  }
  long long here(node n) const { return of_[n].here > of_[n].undone ? of_[n].here : 0; }
  /// Whether an entry before `id` already names it as a parent, so that it was applied by then.
  bool was_needed_before(node n, long long id) const {
    return of_[n].needed != 0 && of_[n].needed < id;
  }
  /// Whether a revision that no longer has a version file ran between two entries.
  bool has_gone_between(long long first, long long last) const {
    return std::any_of(gone_.begin(), gone_.end(),
                       [&](long long id) { return first < id && id < last; });
  }

 private:
  struct facts {
    long long here = 0;    // the last entry that makes it applied
    long long undone = 0;  // its last downgrade
    std::string undone_at = {};
    long long covered = 0;  // the last stamp of a revision that needs it
    long long needed = 0;   // the first entry since its downgrade that names it as a parent
    const logged_event* upgrade = nullptr;
    const logged_event* stamp = nullptr;
  };

  static void add(facts& known, const logged_event& event) {
    if (event.direction == "downgrade") {
      known.undone = event.id;
      known.undone_at = event.started_at;
    } else if (!event.is_removal) {
      known.here = std::max(known.here, event.id);
      if (event.direction == "stamp") known.stamp = &event;
      if (event.direction == "upgrade") known.upgrade = &event;
    }
  }

  void note_parents(const logged_event& event) {
    if (!event.parents || event.is_removal || event.direction == "downgrade") return;
    for (const node n : nodes_of(graph_, *event.parents).value_or(std::vector<node>())) {
      if (of_[n].needed == 0 && event.id > of_[n].undone) of_[n].needed = event.id;
    }
  }

  // Visits the latest stamp first, so that each revision is reached only once.
  void cover() {
    std::vector<node> stamped;
    for (node n = 0; n < graph_.size(); ++n) {
      if (of_[n].stamp != nullptr) stamped.push_back(n);
    }
    std::sort(stamped.begin(), stamped.end(),
              [this](node a, node b) { return of_[a].stamp->id > of_[b].stamp->id; });
    for (const node stamp : stamped) {
      std::vector<node> left = {stamp};
      while (!left.empty()) {
        const node n = left.back();
        left.pop_back();
        if (of_[n].covered != 0) continue;
        of_[n].covered = of_[stamp].stamp->id;
        left.insert(left.end(), graph_.needs(n).begin(), graph_.needs(n).end());
      }
    }
  }

  const revision_graph& graph_;
  std::vector<facts> of_;
  std::vector<long long> gone_;
};

class search {
 public:
  search(const revision_graph& graph, const std::vector<std::string>& found, const graph::rows& at,
         const std::vector<logged_event>& events)
      : graph_(graph),
        log_(graph, events),
        applied_(ancestors(graph, at.known, graph::edges::needs)),
        unknown_(graph),
        above_entries_(graph) {
    const node_set of_others = done_by_others(found);
    for (const node n : applied_.members()) {
      if (!log_.is_here(n) && !of_others.contains(n)) unknown_.insert(n);
      others_ = others_ || of_others.contains(n);
    }
  }

  std::vector<unrun_revision> result() {
    const std::vector<node> unknown = unknown_.members();
    if (unknown.empty()) return {};
    find_evidence();
    std::vector<node> here;
    for (const node n : applied_.members()) {
      if (log_.here(n) != 0) here.push_back(n);
    }
    above_entries_ = descendants(graph_, here, graph::edges::needs);
    // Applied revisions that the log does not explain were applied before the log began.
    const bool is_whole = !others_ && std::all_of(unknown.begin(), unknown.end(),
                                                  [this](node n) { return evidence_.contains(n); });
    std::vector<unrun_revision> unrun;
    std::vector<node> order = newest_first(graph_, unknown_);
    for (auto n = order.rbegin(); n != order.rend(); ++n) {
      const auto evidence = evidence_.find(*n);
      if (!is_whole && !above_entries_.contains(*n)) continue;  // the log begins above it
      if (evidence != evidence_.end()) {
        unrun.push_back({*n, true, log_.was_undone(*n), certain_text(*n, evidence->second)});
      } else if (const std::string because = likely_text(*n); !because.empty()) {
        unrun.push_back({*n, false, log_.was_undone(*n), because});
      }
    }
    return unrun;
  }

 private:
  // A row without an entry was written by another tool. That tool also ran what the row's revision
  // needs, down to the revisions that have entries.
  node_set done_by_others(const std::vector<std::string>& found) const {
    node_set result(graph_);
    std::vector<node> left;
    for (const std::string& id : found) {
      if (const auto n = graph_.find(id)) left.push_back(*n);
    }
    while (!left.empty()) {
      const node n = left.back();
      left.pop_back();
      if (result.contains(n) || log_.has_entry(n)) continue;
      result.insert(n);
      left.insert(left.end(), graph_.needs(n).begin(), graph_.needs(n).end());
    }
    return result;
  }

  // For each revision, finds the run that is the best evidence that it never ran: preferably the
  // run of a revision that needs it directly, and of these the first.
  void find_evidence() {
    for (const node above : applied_.members()) {
      const logged_event* const run = log_.run(above);
      if (run == nullptr) continue;
      const node_set now = ancestors(graph_, {&above, 1}, graph::edges::needs);
      const std::optional<node_set> then = needed_then(*run);
      for (const node n : unknown_.members()) {
        if (n == above || !now.contains(n) || !is_shown(n, *run, then)) continue;
        const auto [known, is_new] = evidence_.emplace(n, above);
        if (!is_new && is_better(n, above, known->second)) known->second = above;
      }
    }
  }

  // Whether `run`, of a revision that needs `n` now, happened without `n`.
  bool is_shown(node n, const logged_event& run, const std::optional<node_set>& then) const {
    if (log_.was_undone_after(n, run.id)) return true;  // `n` was undone, and `run` was not
    return then && !then->contains(n) && !log_.was_needed_before(n, run.id);
  }

  // All revisions that a run needed: from the log if it has them, else from the current graph.
  // Empty if a parent is unknown: a revision without a version file may exist now under another
  // name.
  std::optional<node_set> needed_then(const logged_event& run) const {
    if (!run.parents) return std::nullopt;
    std::optional<std::vector<node>> left = nodes_of(graph_, *run.parents);
    if (!left) return std::nullopt;
    node_set result(graph_);
    while (!left->empty()) {
      const node n = left->back();
      left->pop_back();
      if (result.contains(n)) continue;
      result.insert(n);
      const auto logged = log_.parents_before(n, run.id);
      const auto today = graph_.needs(n);
      if (logged) {
        left->insert(left->end(), logged->begin(), logged->end());
      } else {
        left->insert(left->end(), today.begin(), today.end());
      }
    }
    return result;
  }

  bool needs_directly(node above, node n) const {
    const auto needs = graph_.needs(above);
    return std::find(needs.begin(), needs.end(), n) != needs.end();
  }

  bool is_better(node n, node above, node other) const {
    if (needs_directly(above, n) != needs_directly(other, n)) return needs_directly(above, n);
    return log_.run(above)->id < log_.run(other)->id;
  }

  std::string certain_text(node n, node above) const {
    const logged_event& run = *log_.run(above);
    const std::string ran =
        fmt::format("'{}' ran on {}", graph_.at(above).id, time_text(run.started_at));
    if (log_.was_undone_after(n, run.id)) {
      return fmt::format("{}, and stayed applied when '{}' was undone on {}", ran, graph_.at(n).id,
                         time_text(log_.undone_at(n)));
    }
    const std::vector<node> then = *nodes_of(graph_, *run.parents);
    const auto now = graph_.needs(above);
    return fmt::format(
        "{}, when {}; now {} {}{}", ran, parents_then(graph_, then),
        now.size() == 1 ? "it is" : "they are", quoted(graph_, now),
        needs_directly(above, n) ? "" : fmt::format(", above '{}'", graph_.at(n).id));
  }

  // Empty if there is no evidence.
  std::string likely_text(node n) const {
    const node_set below = ancestors(graph_, {&n, 1}, graph::edges::needs);
    std::optional<node> best;
    for (const node above : descendants(graph_, {&n, 1}, graph::edges::needs).members()) {
      const logged_event* const run = applied_.contains(above) ? log_.run(above) : nullptr;
      if (run == nullptr || run->parents || (best && log_.run(*best)->id < run->id)) continue;
      if (last_before(below, run->id)) best = above;
    }
    if (!best) return {};
    const logged_event& run = *log_.run(*best);
    const node before = *last_before(below, run.id);
    if (log_.has_gone_between(log_.here(before), run.id)) return {};
    return fmt::format("'{}' ran on {}, after '{}', and the log has no entry for '{}' in between",
                       graph_.at(*best).id, time_text(run.started_at), graph_.at(before).id,
                       graph_.at(n).id);
  }

  // The revision in `below` that has the last entry before the entry `id`.
  std::optional<node> last_before(const node_set& below, long long id) const {
    std::optional<node> last;
    for (const node n : below.members()) {
      const long long here = log_.here(n);
      if (here == 0 || here > id) continue;
      if (!last || log_.here(*last) < here) last = n;
    }
    return last;
  }

  const revision_graph& graph_;
  log_facts log_;
  node_set applied_;
  node_set unknown_;        // applied, but not according to the log
  node_set above_entries_;  // above a revision that was logged
  bool others_ = false;     // whether another tool has written rows
  std::map<node, node> evidence_;
};

}  // namespace

std::string logged_parents(const revision_graph& graph, node n) {
  return fmt::format("{}", fmt::join(graph::ids_of(graph, graph.needs(n)), ","));
}

std::map<std::string, std::string> logged_parents(const revision_graph& graph,
                                                  std::span<const node> nodes) {
  std::map<std::string, std::string> parents;
  for (const node n : nodes) parents.emplace(graph.at(n).id, logged_parents(graph, n));
  return parents;
}

std::vector<unrun_revision> unrun_revisions(const revision_graph& graph,
                                            const std::vector<std::string>& found,
                                            const graph::rows& at,
                                            const std::vector<logged_event>& events) {
  if (events.empty() || at.known.empty()) return {};
  return search(graph, found, at, events).result();
}

std::vector<node> logged_revisions(const revision_graph& graph,
                                   const std::vector<logged_event>& events) {
  node_set here(graph);
  for (const logged_event& event : events) {
    const auto n = graph.find(event.revision);
    if (!n) continue;
    if (event.direction == "downgrade" || event.is_removal) {
      here.erase(*n);
    } else {
      here.insert(*n);
    }
  }
  return here.members();
}

bool is_in(const std::vector<unrun_revision>& unrun, node n) {
  return std::any_of(unrun.begin(), unrun.end(),
                     [n](const unrun_revision& one) { return one.revision == n; });
}

namespace {

std::string unrun_text(const revision_graph& graph, const std::vector<unrun_revision>& unrun) {
  const std::string_view what = unrun[0].is_certain ? "never ran here" : "probably never ran here";
  if (unrun.size() > 1) {
    return fmt::format("{} revisions count as applied, but {}", unrun.size(), what);
  }
  return fmt::format("revision '{}' counts as applied, but {}", graph.at(unrun[0].revision).id,
                     unrun[0].was_undone ? "was undone here" : what);
}

// The evidence, one line each.
std::vector<std::string> evidence_of(const revision_graph& graph,
                                     const std::vector<unrun_revision>& unrun) {
  if (unrun.size() == 1) return {unrun[0].because};
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < unrun.size() && i < most_unrun_named; ++i) {
    lines.push_back(fmt::format("'{}': {}", graph.at(unrun[i].revision).id, unrun[i].because));
  }
  if (unrun.size() > most_unrun_named) {
    lines.push_back(fmt::format("and {} more", unrun.size() - most_unrun_named));
  }
  return lines;
}

}  // namespace

never_ran_error::never_ran_error(const revision_graph& graph, std::vector<unrun_revision> unrun)
    : error(unrun_text(graph, unrun)), unrun_(std::move(unrun)) {
  set_problems(evidence_of(graph, unrun_));
}

}  // namespace revise
