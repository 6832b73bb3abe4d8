#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// An index of ids and labels. If a name is used twice (check_names reports that), the revision
/// that was loaded first keeps it. It refers to the revisions, which must outlive it and must not
/// move.
class name_index {
 public:
  explicit name_index(const std::vector<revision>& revisions);

  std::optional<node> find(std::string_view id) const;
  std::optional<node> find_label(std::string_view label) const;
  /// See `revision_graph::starting_with`.
  std::vector<node> starting_with(std::string_view prefix) const;
  std::optional<std::string> closest_name(std::string_view name) const;

 private:
  // The maps are ordered, so that the names with one prefix are adjacent.
  std::map<std::string_view, node> ids_;
  std::map<std::string_view, node> labels_;
};

}  // namespace revise::graph
