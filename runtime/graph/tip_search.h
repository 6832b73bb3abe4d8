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

/// A place in the list of tips, numbered as it is made: the order of numbers is that of the list.
using slot = std::uint32_t;
constexpr slot no_slot = std::numeric_limits<slot>::max();
constexpr node no_tip = std::numeric_limits<node>::max();

/// How far the making of an order (order.cpp) has come. Tips only move down: a slot's next tip is
/// something the last one needs, and whatever becomes a tip besides gets a new slot.
struct tip_state {
  node_set walked;                     ///< what the order is about
  node_set gone;                       ///< of it, what is ordered already
  std::vector<std::uint32_t> waiting;  ///< per revision, how many directly above are not gone
  std::vector<node> tip_of;            ///< per slot; `no_tip` where the slot is given up
  std::vector<slot> slot_of;           ///< per revision; `no_slot` where it never was a tip
  std::uint32_t time = 1;              ///< grows whenever something above changes
};

/// Finds, over and over, the first tip in the list that is above a given one.
///
/// For a revision this answer never goes back in the list: tips only move down, and new slots are
/// at the end. So an answer is a bound later, every revision keeps those directly above it in a
/// heap by their bounds, and a search goes only where the bound is the least. That is enough for
/// most tips, which are asked about a few times. Where the searches from a tip have cost as much as
/// going through all that is above it (the common base of thousands of branches, which is asked
/// about after each of them), that is done, once, and the list itself is gone through from there.
class tip_search {
 public:
  /// Keeps both references. `state` has its first tips, and nothing is gone.
  tip_search(const revision_graph& graph, const tip_state& state);

  /// The first slot whose tip is above `tip`, where not all above it is gone.
  slot first_above(node tip);

  /// Nothing will be asked about `tip` any more.
  void forget(node tip) { watched_.erase(tip); }

 private:
  using bounded = std::pair<slot, node>;

  struct watch {
    node_set above;
    slot first = 0;  // before it in the list nothing is above
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
  std::size_t budget_;                     // steps of a search from one tip, all together
  std::vector<slot> bound_;                // the answer for a revision or what is above it
  std::vector<std::uint32_t> settled_at_;  // the time at which the bound was exact
  std::vector<std::vector<bounded>> above_;
  std::unordered_map<node, std::size_t> spent_;
  std::unordered_map<node, watch> watched_;
  std::size_t steps_ = 0;
};

}  // namespace revise::graph
