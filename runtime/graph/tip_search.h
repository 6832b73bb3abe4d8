#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/traversal.h"

namespace revise::graph {

/// A position in the list of tips. Slots are numbered as they are created, so their numbers are in
/// list order.
using slot = std::uint32_t;
constexpr slot no_slot = std::numeric_limits<slot>::max();
constexpr node no_tip = std::numeric_limits<node>::max();

/// The state of an ordering in progress (order.cpp). Tips only move down: the next tip of a slot is
/// a revision that its last tip needs. Every other new tip gets a new slot.
struct tip_state {
  node_set walked;  ///< the revisions to order, and the unlisted revisions between them
  node_set gone;    ///< the revisions of `walked` that are already output
  /// For each revision: how many revisions directly above it are not gone.
  std::vector<std::uint32_t> waiting;
  std::vector<node> tip_of;   ///< for each slot; `no_tip` if the slot is no longer used
  std::vector<slot> slot_of;  ///< for each revision; `no_slot` if it has never been a tip
  std::uint32_t time = 1;     ///< increases whenever a tip is output
};

/// Finds the first tip in the list that is above a given tip. It is called very often.
///
/// For one revision, the answer never moves backwards in the list, because tips only move down and
/// new slots are appended. So each answer is a lower bound for later ones. Every revision keeps the
/// revisions directly above it in a heap, ordered by their bounds, and a search follows only the
/// least bound. This is fast for most tips, because few searches start at them. Many searches start
/// at the common base of thousands of branches: one after each branch. When the searches from a tip
/// have cost about as much as a visit to everything above it, the set of revisions above it is
/// computed once, and later searches scan the list for a tip in that set.
class tip_search {
 public:
  /// Keeps both references. `state` must contain the first tips, and `state.gone` must be empty.
  tip_search(const revision_graph& graph, const tip_state& state);

  /// Returns the first slot whose tip is above `tip`. At least one revision above `tip` must not be
  /// gone.
  slot first_above(node tip);

  /// Frees the set that is kept for `tip`. Call it when first_above(tip) is not needed again.
  void forget(node tip) { watched_.erase(tip); }

 private:
  using bounded = std::pair<slot, node>;

  struct watch {
    node_set above;
    slot first = 0;  // no slot before it has a tip in `above`
  };

  void bound_all();
  bool is_settled(node n) const { return settled_at_[n] == state_.time; }
  const bounded* least_above(node n);
  void settle(node n);
  slot search(node tip);
  watch look_above(node tip) const;
  slot find_in_list(watch& from) const;

  const revision_graph& graph_;
  const tip_state& state_;
  std::size_t budget_;  // the steps that all searches from one tip may take together
  // For each revision: no slot before the bound has a tip that is the revision or above it.
  std::vector<slot> bound_;
  std::vector<std::uint32_t> settled_at_;  // per revision: the `time` at which its bound was exact
  std::vector<std::vector<bounded>> above_;
  std::unordered_map<node, std::size_t> spent_;
  std::unordered_map<node, watch> watched_;
  std::size_t steps_ = 0;
};

}  // namespace revise::graph
