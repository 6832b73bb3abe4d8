#pragma once

#include <string>
#include <vector>

#include "graph/plan.h"
#include "review/recorded_plan.h"

namespace revise {

/// Throws `error` for what can be known to be wrong with the plan before any step runs: it goes
/// back through a revision that is irreversible; it is a `single_transaction` and a revision is not
/// transactional; a revision is `reversed`, on its way up or down, and its upgrade has an operation
/// without an inverse; on SQLite, a step has an operation that SQLite cannot have.
///
/// The last two ask `recorded` for each `reversed` revision, and on SQLite for each step. What a
/// migration would do once it has read is not known there, and is checked by the run.
void check_plan(recorded_plan& recorded, const graph::plan& plan, bool single_transaction);

/// The revisions of the plan whose downgrade is a function that does nothing, though their upgrade
/// does something to the database; no merges. A downgrade that reads may do something.
std::vector<graph::node> empty_downgrades(recorded_plan& recorded, const graph::plan& plan);

/// "revision 'ae10' has an empty downgrade: nothing of its upgrade is taken back".
std::string empty_downgrade_text(const graph::revision_graph& graph, graph::node revision);

/// Only that no step goes back through a revision that is irreversible.
void check_reversible(const versions& all, const graph::plan& plan);

/// Only that all of it can be one transaction: no revision of it runs without one.
void check_single_transaction(const versions& all, const graph::plan& plan);

}  // namespace revise
