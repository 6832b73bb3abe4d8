#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// Knows which labels reach which revision (the rule is at `revision_graph::labels`). A set of
/// labels is stored as references to the sets it is composed of. A line of ten thousand revisions,
/// each with a label, therefore costs ten thousand entries instead of fifty million.
class branch_labels {
 public:
  explicit branch_labels(const revision_graph& graph);

  /// Returns the labels that reach `n`, sorted and without duplicates.
  std::vector<std::string> reaching(const revision_graph& graph, node n) const;

 private:
  using set_id = std::uint32_t;

  struct label_set {
    std::vector<set_id> parts;
    node declared_by;  ///< the set also contains the labels that this revision declares
  };

  set_id joined(const revision_graph& graph, std::vector<set_id> parts, node declared_by);
  void spread_up(const revision_graph& graph, const std::vector<node>& order);
  void spread_down(const revision_graph& graph, const std::vector<node>& order);

  std::vector<label_set> sets_;     // the first set is empty
  std::vector<set_id> from_below_;  // per revision: its own labels and inherited ones
  std::vector<set_id> from_above_;  // per revision: the labels declared above it
};

}  // namespace revise::graph
