#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/rows.h"

namespace revise::graph {

enum class direction { upgrade, downgrade };

/// "upgrade" or "downgrade".
constexpr std::string_view name_of(direction way) {
  return way == direction::upgrade ? "upgrade" : "downgrade";
}

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

/// `whole`, a plan up from `at`, without the revisions `left_out` and all that needs one of them.
plan plan_without(const revision_graph& graph, const rows& at, const plan& whole,
                  std::span<const node> left_out);

/// From the rows down to `target`: all that is above it goes, in any branch, and all that depends
/// on what goes. Throws `target_error`, also when a row is unknown.
plan plan_downgrade(const revision_graph& graph, const rows& at, std::string_view target);

/// The rows that `stamp` leaves, in load order. The targets are absolute, and taken one after the
/// other: the rows related to one (through needs, and for `branch@x` to the branch too) move to it
/// together; where there are none it becomes a row of its own; `base` deletes all rows, and
/// `branch@base` those related to the branch. In the end they are reduced to maximal elements.
/// With `purge` the rows are deleted first, and unknown ones are no error.
/// Throws `target_error`, also (overlaps) for a target below a row that an earlier target moved.
std::vector<node> plan_stamp(const revision_graph& graph, const rows& at,
                             const std::vector<std::string>& targets, bool purge);

}  // namespace revise::graph
