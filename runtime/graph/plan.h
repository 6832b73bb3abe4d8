#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/rows.h"

namespace revise::graph {

enum class direction { upgrade, downgrade };

/// One revision up or down, and what it changes in the rows. After every step the rows are exactly
/// the maximal elements of what is applied.
struct step {
  direction way;
  node revision;
  std::vector<node> removed;  ///< rows that go, in load order; the revision itself on a downgrade
  std::vector<node> added;    ///< rows that come, in load order; the revision itself on an upgrade
};

/// What to run, in order. Without steps there is nothing to do.
struct plan {
  std::vector<node> start;  ///< the rows before the first step
  std::vector<step> steps;
};

/// From the rows up to `target` (target.h), with all that it needs. Throws `target_error`, also
/// when a row is unknown.
plan plan_upgrade(const revision_graph& graph, const rows& at, std::string_view target);

/// From the rows down to `target`: all that is above it goes, in any branch, and all that depends
/// on what goes. Throws `target_error`, also when a row is unknown.
plan plan_downgrade(const revision_graph& graph, const rows& at, std::string_view target);

/// The rows that `stamp` leaves, in load order: the targets, absolute ones only, take the place of
/// the rows in their lineage (`base`: of all rows, `branch@base`: of those in the branch), and the
/// rest stays. With `purge` nothing stays, and unknown rows are no error.
/// Throws `target_error`.
std::vector<node> plan_stamp(const revision_graph& graph, const rows& at,
                             const std::vector<std::string>& targets, bool purge);

}  // namespace revise::graph
