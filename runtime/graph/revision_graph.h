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

/// A revision's position in load order. Ties are broken by it, everywhere.
using node = std::uint32_t;

/// The revisions do not make a graph. `problems()` has all that is wrong, a line each, with the
/// file in front; `what()` counts them.
class load_error : public graph_error {
 public:
  explicit load_error(const std::vector<std::string>& problems);
};

/// All revisions with their edges: acyclic, every name resolved. Immutable, and cheap to copy.
/// There are two kinds of edges, down_revision and depends_on. *Needs* are both together: what
/// must be applied before a revision is.
class revision_graph {
 public:
  /// Takes the revisions in load order. Throws `load_error` with everything that is wrong: ids and
  /// labels that are empty, illegal, reserved or used twice, parents and dependencies that no file
  /// has, loops and cycles.
  explicit revision_graph(std::vector<revision> in_load_order);

  std::size_t size() const;
  const revision& at(node n) const;

  /// The revision with exactly this id.
  std::optional<node> find(std::string_view id) const;
  /// The revision that declares exactly this label.
  std::optional<node> find_label(std::string_view label) const;
  /// The revisions whose id, or a label they declare, is longer than 3 characters and starts with
  /// `prefix`; each once, in load order. Shorter names count only when written out.
  std::vector<node> starting_with(std::string_view prefix) const;
  /// The id or label most like `name`, for did-you-mean.
  std::optional<std::string> closest_name(std::string_view name) const;

  // The neighbours of a revision, each once. Downwards in the order written, upwards in load
  // order. The spans live as long as the graph.

  std::span<const node> parents(node n) const;       ///< by down_revision
  std::span<const node> dependencies(node n) const;  ///< by depends_on
  std::span<const node> needs(node n) const;         ///< parents, then dependencies
  std::span<const node> children(node n) const;      ///< by down_revision
  std::span<const node> dependents(node n) const;    ///< by depends_on
  std::span<const node> needed_by(node n) const;     ///< children and dependents

  /// All labels that reach `n`, sorted. A label reaches the revision that declares it, all that
  /// descend from it by down_revision, and, when nothing forks or merges there, those below it up
  /// to the preceding branch point or merge point.
  std::vector<std::string> labels(node n) const;

  std::span<const node> bases() const;       ///< without a down_revision, in load order
  std::span<const node> heads() const;       ///< without a child by down_revision, in load order
  std::span<const node> real_heads() const;  ///< without a child of any kind, in load order

  bool is_base(node n) const { return parents(n).empty(); }
  bool is_head(node n) const { return needed_by(n).empty(); }
  /// No child by down_revision, but something depends on it.
  bool is_effective_head(node n) const { return children(n).empty() && !dependents(n).empty(); }
  bool is_branch_point(node n) const { return children(n).size() > 1; }
  bool is_merge_point(node n) const { return parents(n).size() > 1; }

 private:
  struct structure;
  std::shared_ptr<const structure> structure_;
};

}  // namespace revise::graph
