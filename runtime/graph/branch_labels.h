#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// Which labels reach which revision (the rule is at `revision_graph::labels`). A set is kept as
/// the sets it is made of, so that ten thousand revisions below each other with a label each cost
/// ten thousand entries, and not fifty million.
class branch_labels {
 public:
  explicit branch_labels(const revision_graph& graph);

  /// Sorted, each once.
  std::vector<std::string> reaching(const revision_graph& graph, node n) const;

 private:
  using set_id = std::uint32_t;

  struct label_set {
    std::vector<set_id> parts;
    node declared_by;  ///< the labels this revision declares are in it too
  };

  set_id joined(const revision_graph& graph, std::vector<set_id> parts, node declared_by);
  void spread_up(const revision_graph& graph, const std::vector<node>& order);
  void spread_down(const revision_graph& graph, const std::vector<node>& order);

  std::vector<label_set> sets_;     // the first is the empty one
  std::vector<set_id> from_below_;  // per revision: its own labels and those it inherits
  std::vector<set_id> from_above_;  // per revision: those declared above it
};

}  // namespace revise::graph
