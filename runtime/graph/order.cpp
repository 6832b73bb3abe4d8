#include "graph/order.h"

#include <cstddef>

#include "graph/tip_search.h"

namespace revise::graph {

namespace {

node_set between(const revision_graph& graph, const std::vector<node>& members) {
  const node_set below = ancestors(graph, members, edges::needs);
  const node_set above = descendants(graph, members, edges::needs);
  node_set both(graph);
  for (const node n : below.members()) {
    if (above.contains(n)) both.insert(n);
  }
  return both;
}

// Produces Alembic's order (ALEMBIC 3.6), which users know. It keeps a list of tips, at first the
// revisions that nothing in the set needs. It outputs the current tip, replaces it by the first
// revision that the tip needs, and appends the others that it needs to the list. If a tip exists
// above the current one, the walk continues with the first such tip in the list. If a tip has
// nothing left to replace it, the walk continues with the tip before it.
//
// A range of `history` leaves out some revisions between the listed ones. The walk passes over
// them: they are never tips, but a revision below them still waits for the revisions above them.
class tips_walk {
 public:
  tips_walk(const revision_graph& graph, const node_set& listed)
      : graph_(graph),
        listed_(listed),
        state_{between(graph, listed.members()),
               node_set(graph),
               std::vector<std::uint32_t>(graph.size(), 0),
               {},
               std::vector<slot>(graph.size(), no_slot)} {
    make_tips();
  }

  std::vector<node> run() {
    tip_search search(graph_, state_);
    std::vector<node> order;
    slot current = first_;
    while (current != no_slot) {
      const node tip = state_.tip_of[current];
      if (state_.waiting[tip] > 0) {
        current = search.first_above(tip);
        continue;
      }
      order.push_back(tip);
      search.forget(tip);
      current = replace(tip, current);
    }
    return order;
  }

 private:
  void make_tips() {
    for (const node n : state_.walked.members()) {
      bool is_tip = listed_.contains(n);
      for (const node m : graph_.needed_by(n)) {
        if (state_.walked.contains(m)) ++state_.waiting[n];
        if (listed_.contains(m)) is_tip = false;
      }
      if (is_tip) add_slot(n);
    }
  }

  void add_slot(node tip) {
    const slot added = static_cast<slot>(state_.tip_of.size());
    state_.tip_of.push_back(tip);
    state_.slot_of[tip] = added;
    previous_.push_back(last_);
    next_.push_back(no_slot);
    (last_ == no_slot ? first_ : next_[last_]) = added;
    last_ = added;
  }

  // Removes `s` from the list, and returns the slot to continue with.
  slot remove_slot(slot s) {
    state_.tip_of[s] = no_tip;
    const slot before = previous_[s];
    const slot after = next_[s];
    (before == no_slot ? first_ : next_[before]) = after;
    (after == no_slot ? last_ : previous_[after]) = before;
    return before == no_slot ? first_ : before;
  }

  // Replaces a tip by the revisions that it needs, and returns the slot to continue with.
  slot replace(node tip, slot current) {
    release_below(tip);
    ++state_.time;
    bool is_replaced = false;
    for (const node n : graph_.needs(tip)) {
      if (!listed_.contains(n) || state_.slot_of[n] != no_slot) continue;
      if (is_replaced) {
        add_slot(n);
      } else {
        state_.tip_of[current] = n;
        state_.slot_of[n] = current;
        is_replaced = true;
      }
    }
    return is_replaced ? current : remove_slot(current);
  }

  // Marks `tip` as output. A revision that is not listed follows as soon as nothing above it
  // remains; it is never a tip.
  void release_below(node tip) {
    std::vector<node> going{tip};
    while (!going.empty()) {
      const node n = going.back();
      going.pop_back();
      state_.gone.insert(n);
      for (const node m : graph_.needs(n)) {
        if (!state_.walked.contains(m)) continue;
        if (--state_.waiting[m] == 0 && !listed_.contains(m)) going.push_back(m);
      }
    }
  }

  const revision_graph& graph_;
  const node_set& listed_;
  tip_state state_;
  std::vector<slot> previous_, next_;
  slot first_ = no_slot;
  slot last_ = no_slot;
};

}  // namespace

std::vector<node> newest_first(const revision_graph& graph, const node_set& set) {
  return tips_walk(graph, set).run();
}

}  // namespace revise::graph
