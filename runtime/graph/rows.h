#pragma once

#include <span>
#include <string>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// The rows of the version table, matched with a graph.
struct rows {
  std::vector<node> known;           ///< maximal elements only, in load order
  std::vector<std::string> unknown;  ///< rows that no file has, sorted
  /// The version table contained duplicate rows, or rows that other rows imply (an accident
  /// of old versions of Alembic). The next write repairs the table, with a warning.
  bool reduced = false;
};

/// Matches the ids of a version table with the graph. They are complete ids, never abbreviations.
rows read_rows(const revision_graph& graph, const std::vector<std::string>& found);

/// Returns the ids of `nodes`, in their order.
std::vector<std::string> ids_of(const revision_graph& graph, std::span<const node> nodes);

/// Returns the ids in `found` that are not in `read.known`, without duplicates. `read` is the
/// result of reading `found`. If no row is unknown, the known rows imply these ids.
std::vector<std::string> superfluous_rows(const revision_graph& graph,
                                          const std::vector<std::string>& found, const rows& read);

/// Returns the rows of a database where exactly `applied` and everything they need is applied: the
/// maximal elements.
rows rows_at(const revision_graph& graph, std::span<const node> applied);

/// Returns what `current` lists: the applied revisions without an applied child by down_revision,
/// in load order. They are the rows, and the effective heads that a row depends on.
std::vector<node> current_revisions(const revision_graph& graph, const rows& at);

/// Returns every applied revision: the rows and what they need, in the order in which they are
/// applied to an empty database.
std::vector<node> applied_revisions(const revision_graph& graph, const rows& at);

/// Returns whether every head is applied, including heads that are only a dependency of another,
/// and no row is unknown. This is the answer of `current --check-heads`.
bool is_at_heads(const revision_graph& graph, const rows& at);

/// Throws `target_error` (unknown_row) if a row is unknown, because no plan can start there.
void require_known(const rows& at);

}  // namespace revise::graph
