#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision.h"
#include "util/error.h"

namespace revise::graph {

/// A revision's position in load order. Load order breaks every tie.
using node = std::uint32_t;

/// The revisions do not form a graph. `problems()` lists every fault on a line that starts with the
/// file; `what()` says how many there are.
class load_error : public graph_error {
 public:
  explicit load_error(const std::vector<std::string>& problems);
};

/// All revisions with their edges: acyclic, and with every name resolved. It is immutable and cheap
/// to copy. There are two kinds of edges, down_revision and depends_on. A revision *needs* its
/// parents and its dependencies: they must be applied before it.
class revision_graph {
 public:
  /// Takes the revisions in load order. Throws `load_error` with every fault: ids and labels that
  /// are empty, illegal, reserved or used twice; parents and dependencies that no file has;
  /// revisions that name themselves; cycles.
  explicit revision_graph(std::vector<revision> in_load_order);

  std::size_t size() const;
  const revision& at(node n) const;

  /// Returns the revision with exactly this id.
  std::optional<node> find(std::string_view id) const;
  /// Returns the revision that declares exactly this label.
  std::optional<node> find_label(std::string_view label) const;
  /// Returns the revisions whose id, or a label they declare, is longer than 3 characters and
  /// starts with `prefix`, in load order and without duplicates. A shorter name matches only if it
  /// is written in full.
  std::vector<node> starting_with(std::string_view prefix) const;
  /// Returns the id or label most similar to `name`, for a suggestion in a message.
  std::optional<std::string> closest_name(std::string_view name) const;

  // The neighbours of a revision, without duplicates. Those below it are in the order written,
  // those above it in load order. The spans live as long as the graph.

  std::span<const node> parents(node n) const;       ///< by down_revision
  std::span<const node> dependencies(node n) const;  ///< by depends_on
  std::span<const node> needs(node n) const;         ///< parents, then dependencies
  std::span<const node> children(node n) const;      ///< by down_revision
  std::span<const node> dependents(node n) const;    ///< by depends_on
  std::span<const node> needed_by(node n) const;     ///< children and dependents

  /// Returns all labels that reach `n`, sorted. A label reaches the revision that declares it and
  /// all its descendants by down_revision. If nothing forks or merges there, it also reaches the
  /// revisions below, as far as the preceding branch point or merge point.
  std::vector<std::string> labels(node n) const;

  std::span<const node> bases() const;       ///< without a down_revision, in load order
  std::span<const node> heads() const;       ///< without a child by down_revision, in load order
  std::span<const node> real_heads() const;  ///< without a child or a dependent, in load order

  bool is_base(node n) const { return parents(n).empty(); }
  bool is_head(node n) const { return needed_by(n).empty(); }
  /// Returns whether no revision has `n` as its down_revision, but some revision depends on it.
  bool is_effective_head(node n) const { return children(n).empty() && !dependents(n).empty(); }
  bool is_branch_point(node n) const { return children(n).size() > 1; }
  bool is_merge_point(node n) const { return parents(n).size() > 1; }

 private:
  struct structure;
  std::shared_ptr<const structure> structure_;
};

}  // namespace revise::graph
