#pragma once

#include <span>
#include <string>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// What the version table holds, read against a graph.
struct rows {
  std::vector<node> known;           ///< maximal elements only, in load order
  std::vector<std::string> unknown;  ///< rows that no file has, sorted
  /// The rows found were not maximal (an old Alembic accident) or repeated: the table is to be
  /// mended at the next write, with a warning.
  bool reduced = false;
};

/// Reads the ids found in a version table. They are whole ids: nothing is abbreviated there.
rows read_rows(const revision_graph& graph, const std::vector<std::string>& found);

/// The ids of `nodes`, in their order.
std::vector<std::string> ids_of(const revision_graph& graph, std::span<const node> nodes);

/// Those of `found` that `read`, which they were read as, has not, each once: others imply them.
std::vector<std::string> superfluous_rows(const revision_graph& graph,
                                          const std::vector<std::string>& found, const rows& read);

/// The rows of a database at which exactly `applied` and all they need are applied: their maximal
/// elements.
rows rows_at(const revision_graph& graph, std::span<const node> applied);

/// What `current` lists: the applied revisions without an applied child by down_revision, in load
/// order. These are the rows and the effective heads that a row depends on.
std::vector<node> current_revisions(const revision_graph& graph, const rows& at);

/// All that is applied: the rows and what they need, in the order in which it was applied on an
/// empty database.
std::vector<node> applied_revisions(const revision_graph& graph, const rows& at);

/// Whether every head is applied, also those that are only a dependency of another, and no row is
/// unknown: what `current --check-heads` asks.
bool is_at_heads(const revision_graph& graph, const rows& at);

/// Throws `target_error` (unknown_row) when a row is unknown: no plan can start from there.
void require_known(const rows& at);

}  // namespace revise::graph
