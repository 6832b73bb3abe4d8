#pragma once

#include <string>
#include <vector>

#include "graph/plan.h"
#include "review/recorded_plan.h"

namespace revise {

/// Throws `error` if the plan is certain to fail, before any step runs:
/// * it downgrades a revision that is irreversible;
/// * it is a `single_transaction`, and a revision is not transactional;
/// * a revision is `reversed`, and its upgrade has an operation without an inverse, whether the
///   step is the upgrade or the downgrade;
/// * on SQLite, a step has an operation that SQLite does not support.
///
/// The last two checks read `recorded` for each `reversed` revision, and on SQLite for each step.
/// Operations that a migration does after it has read are not known here; the run checks them.
void check_plan(recorded_plan& recorded, const graph::plan& plan, bool single_transaction);

/// The plan's revisions whose downgrade is a function that does nothing, although their upgrade
/// changes the database. Merges are left out, and so are downgrades that read, because they may do
/// something.
std::vector<graph::node> empty_downgrades(recorded_plan& recorded, const graph::plan& plan);

/// "revision 'ae10' has an empty downgrade: its upgrade is not undone".
std::string empty_downgrade_text(const graph::revision_graph& graph, graph::node revision);

/// Throws `error` if a step downgrades a revision that is irreversible.
void check_reversible(const versions& all, const graph::plan& plan);

/// Throws `error` if the plan cannot be one transaction, because a revision runs without one.
void check_single_transaction(const versions& all, const graph::plan& plan);

}  // namespace revise
