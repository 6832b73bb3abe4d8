#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/rows.h"
#include "graph/target_syntax.h"

namespace revise::graph {

enum class direction { upgrade, downgrade };

/// Returns "upgrade" or "downgrade".
constexpr std::string_view name_of(direction way) {
  return way == direction::upgrade ? "upgrade" : "downgrade";
}

/// One revision to upgrade or downgrade, and how it changes the rows. After each step the rows are
/// exactly the maximal elements of the applied revisions.
struct step {
  direction way;
  node revision;
  /// Rows to delete, in load order; on a downgrade, the revision itself.
  std::vector<node> removed;
  /// Rows to insert, in load order; on an upgrade, the revision itself.
  std::vector<node> added;
};

/// The steps to run, in order. No steps means that there is nothing to do.
struct plan {
  std::vector<node> start;  ///< the rows before the first step
  std::vector<step> steps;
};

/// Plans the upgrade from the rows to `target` (target.h), with everything that it needs. Throws
/// `target_error`, also if a row is unknown.
plan plan_upgrade(const revision_graph& graph, const rows& at, const parsed_target& target);

/// Returns `whole`, an upgrade that starts at `at`, without the revisions `left_out` and without
/// everything that needs one of them.
plan plan_without(const revision_graph& graph, const rows& at, const plan& whole,
                  std::span<const node> left_out);

/// Plans the downgrade from the rows to `target`: everything above it is downgraded, and so is
/// everything that depends on a downgraded revision. If several branches start at the target and it
/// selects one of them (`branch@x`, `-1`), only that branch is downgraded. Throws `target_error`,
/// also if a row is unknown.
plan plan_downgrade(const revision_graph& graph, const rows& at, const parsed_target& target);

/// Returns the rows that `stamp` leaves, in load order. The targets are absolute and are processed
/// one after the other. The rows related to a target (through needs; for `branch@x` also those
/// related to the branch) move to the target together. If no row is related, the target becomes an
/// additional row. `base` deletes all rows, and `branch@base` those related to the branch. Finally
/// the rows are reduced to their maximal elements.
/// With `purge`, the rows are deleted first, and unknown rows are not an error.
/// Throws `target_error`, also (overlaps) for a target below a row that an earlier target moved.
std::vector<node> plan_stamp(const revision_graph& graph, const rows& at,
                             const std::vector<std::string>& targets, bool purge);

}  // namespace revise::graph
