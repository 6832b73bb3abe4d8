#include "graph/order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

namespace revise::graph {

namespace {

using slot = std::uint32_t;
constexpr slot no_slot = std::numeric_limits<slot>::max();

// Alembic's order (ALEMBIC 3.6), which users know. There is a list of tips, first those that
// nothing in the set needs. The current tip is taken, and its first need replaces it; its other
// needs become tips at the end of the list. But when some tip is above the current one, the walk
// goes on with that, the first in the list; and when a tip has no more needs, with the one before.
//
// Tips live in slots, numbered as they are made, so the order in the list is the order of numbers.
// The costly question is "which is the first tip above this one". Its answer, `lowest_`, can only
// grow: a tip moves down and never up, and new slots have higher numbers. So what was once found
// is a bound, each revision keeps the revisions above it in a heap by their bounds, and a search
// goes only where the bound is the least.
class tips_walk {
 public:
  tips_walk(const revision_graph& graph, const node_set& set)
      : graph_(graph),
        set_(set),
        members_(set.members()),
        waiting_(graph.size(), 0),
        slot_of_(graph.size(), no_slot),
        lowest_(graph.size(), no_slot),
        settled_at_(graph.size(), 0),
        emitted_(graph),
        above_(graph.size()) {
    make_tips();
    bound();
  }

  std::vector<node> run() {
    std::vector<node> order;
    order.reserve(members_.size());
    slot current = first_;
    while (current != no_slot) {
      const node tip = tip_of_[current];
      if (waiting_[tip] > 0) {
        current = lowest_above(tip);
        continue;
      }
      order.push_back(tip);
      current = replace(tip, current);
    }
    return order;
  }

 private:
  using bounded = std::pair<slot, node>;

  void make_tips() {
    for (const node n : members_) {
      for (const node m : graph_.needed_by(n)) waiting_[n] += set_.contains(m) ? 1U : 0U;
      if (waiting_[n] == 0) add_slot(n);
    }
  }

  // The first bounds, exact: every member after all above it.
  void bound() {
    std::vector<std::uint32_t> waiting = waiting_;
    std::vector<node> queue = tip_of_;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const node n = queue[i];
      lowest_[n] = std::min(lowest_[n], slot_of_[n]);
      for (const node m : graph_.needs(n)) {
        if (!set_.contains(m)) continue;
        lowest_[m] = std::min(lowest_[m], lowest_[n]);
        if (--waiting[m] == 0) queue.push_back(m);
      }
    }
  }

  void add_slot(node tip) {
    const slot added = static_cast<slot>(tip_of_.size());
    tip_of_.push_back(tip);
    previous_.push_back(last_);
    next_.push_back(no_slot);
    (last_ == no_slot ? first_ : next_[last_]) = added;
    last_ = added;
    slot_of_[tip] = added;
  }

  // Takes `s` out of the list; the slot to go on with.
  slot remove_slot(slot s) {
    const slot before = previous_[s];
    const slot after = next_[s];
    (before == no_slot ? first_ : next_[before]) = after;
    (after == no_slot ? last_ : previous_[after]) = before;
    return before == no_slot ? first_ : before;
  }

  // Puts the needs of an emitted tip in its place; the slot to go on with.
  slot replace(node tip, slot current) {
    emitted_.insert(tip);
    ++time_;
    bool is_replaced = false;
    for (const node n : graph_.needs(tip)) {
      if (!set_.contains(n)) continue;
      --waiting_[n];
      if (slot_of_[n] != no_slot) continue;
      if (is_replaced) {
        add_slot(n);
      } else {
        tip_of_[current] = n;
        slot_of_[n] = current;
        is_replaced = true;
      }
    }
    return is_replaced ? current : remove_slot(current);
  }

  // The revision directly above `n` with the least bound, not yet emitted; nothing when all are.
  const bounded* least_above(node n) {
    std::vector<bounded>& heap = above_[n];
    if (heap.empty()) {
      for (const node m : graph_.needed_by(n)) {
        if (set_.contains(m) && !emitted_.contains(m)) heap.emplace_back(lowest_[m], m);
      }
      std::make_heap(heap.begin(), heap.end(), std::greater<>());
    }
    while (!heap.empty()) {
      const auto [known, m] = heap.front();
      if (!emitted_.contains(m) && known == lowest_[m]) return &heap.front();
      std::pop_heap(heap.begin(), heap.end(), std::greater<>());
      heap.pop_back();
      if (emitted_.contains(m)) continue;
      heap.emplace_back(lowest_[m], m);
      std::push_heap(heap.begin(), heap.end(), std::greater<>());
    }
    return nullptr;
  }

  bool is_settled(node n) const { return settled_at_[n] == time_; }

  // Makes `lowest_[n]` exact: the first slot of a tip that is `n` or above it.
  void settle(node n) {
    std::vector<node> path{n};
    while (!path.empty()) {
      const node at = path.back();
      if (is_settled(at)) {
        path.pop_back();
        continue;
      }
      const bounded* least = waiting_[at] == 0 ? nullptr : least_above(at);
      if (least == nullptr || slot_of_[at] <= least->first) {
        lowest_[at] = slot_of_[at];
      } else if (is_settled(least->second)) {
        lowest_[at] = least->first;
      } else {
        path.push_back(least->second);
        continue;
      }
      settled_at_[at] = time_;
    }
  }

  slot lowest_above(node tip) {
    for (;;) {
      const bounded* least = least_above(tip);
      if (is_settled(least->second)) return least->first;
      settle(least->second);
    }
  }

  const revision_graph& graph_;
  const node_set& set_;
  const std::vector<node> members_;
  std::vector<std::uint32_t> waiting_;  // members above that are not emitted
  std::vector<slot> slot_of_;
  std::vector<slot> lowest_;
  std::vector<std::uint32_t> settled_at_;  // the time at which `lowest_` was exact
  node_set emitted_;
  std::vector<std::vector<bounded>> above_;
  std::uint32_t time_ = 1;  // counts the emitted; between two of them nothing changes

  std::vector<node> tip_of_;
  std::vector<slot> previous_, next_;
  slot first_ = no_slot;
  slot last_ = no_slot;
};

}  // namespace

std::vector<node> newest_first(const revision_graph& graph, const node_set& set) {
  return tips_walk(graph, set).run();
}

}  // namespace revise::graph
