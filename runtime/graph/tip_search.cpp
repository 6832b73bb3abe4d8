#include "graph/tip_search.h"

#include <algorithm>
#include <functional>

namespace revise::graph {

tip_search::tip_search(const revision_graph& graph, const tip_state& state)
    : graph_(graph),
      state_(state),
      budget_(2 * graph.size()),
      bound_(graph.size(), no_slot),
      settled_at_(graph.size(), 0),
      above_(graph.size()) {
  bound_all();
}

// Computes the first bounds, which are exact: each revision is processed after everything above it.
void tip_search::bound_all() {
  std::vector<std::uint32_t> waiting = state_.waiting;
  std::vector<node> queue;
  for (const node n : state_.tip_of) {
    if (waiting[n] == 0) queue.push_back(n);
  }
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const node n = queue[i];
    bound_[n] = std::min(bound_[n], state_.slot_of[n]);
    for (const node m : graph_.needs(n)) {
      if (!state_.walked.contains(m)) continue;
      bound_[m] = std::min(bound_[m], bound_[n]);
      if (--waiting[m] == 0) queue.push_back(m);
    }
  }
}

// Returns the revision directly above `n` that has the least bound and is not gone; null if every
// revision directly above `n` is gone.
const tip_search::bounded* tip_search::least_above(node n) {
  std::vector<bounded>& heap = above_[n];
  if (heap.empty()) {
    for (const node m : graph_.needed_by(n)) {
      if (state_.walked.contains(m) && !state_.gone.contains(m)) heap.emplace_back(bound_[m], m);
    }
    std::make_heap(heap.begin(), heap.end(), std::greater<>());
    steps_ += heap.size();
  }
  while (!heap.empty()) {
    const auto [known, m] = heap.front();
    if (!state_.gone.contains(m) && known == bound_[m]) return &heap.front();
    ++steps_;
    std::pop_heap(heap.begin(), heap.end(), std::greater<>());
    heap.pop_back();
    if (state_.gone.contains(m)) continue;
    heap.emplace_back(bound_[m], m);
    std::push_heap(heap.begin(), heap.end(), std::greater<>());
  }
  return nullptr;
}

// Makes the bound of `n` exact: the first slot whose tip is `n` or above it.
void tip_search::settle(node n) {
  std::vector<node> path{n};
  while (!path.empty()) {
    ++steps_;
    const node at = path.back();
    if (is_settled(at)) {
      path.pop_back();
      continue;
    }
    const bounded* least = state_.waiting[at] == 0 ? nullptr : least_above(at);
    if (least == nullptr || state_.slot_of[at] <= least->first) {
      bound_[at] = state_.slot_of[at];
    } else if (is_settled(least->second)) {
      bound_[at] = least->first;
    } else {
      path.push_back(least->second);
      continue;
    }
    settled_at_[at] = state_.time;
  }
}

slot tip_search::search(node tip) {
  for (;;) {
    const bounded* least = least_above(tip);
    if (is_settled(least->second)) return least->first;
    settle(least->second);
  }
}

tip_search::watch tip_search::look_above(node tip) const {
  watch from{node_set(graph_)};
  std::vector<node> todo{tip};
  while (!todo.empty()) {
    const node n = todo.back();
    todo.pop_back();
    for (const node m : graph_.needed_by(n)) {
      if (!state_.walked.contains(m) || state_.gone.contains(m) || from.above.contains(m)) continue;
      from.above.insert(m);
      todo.push_back(m);
    }
  }
  return from;
}

slot tip_search::find_in_list(watch& from) const {
  for (;; ++from.first) {
    const node tip = state_.tip_of[from.first];
    if (tip != no_tip && from.above.contains(tip)) return from.first;
  }
}

slot tip_search::first_above(node tip) {
  if (const auto known = watched_.find(tip); known != watched_.end()) {
    return find_in_list(known->second);
  }
  std::size_t& spent = spent_[tip];
  steps_ = 0;
  const slot found = search(tip);
  spent += steps_;
  if (spent > budget_) watched_.emplace(tip, look_above(tip));
  return found;
}

}  // namespace revise::graph
