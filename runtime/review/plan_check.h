#pragma once

#include <functional>
#include <vector>

#include "graph/plan.h"
#include "operations/argument_map.h"
#include "plugin/versions.h"
#include "util/database_kind.h"

namespace revise {

struct recorded_operation;

/// What a plan is checked for.
struct plan_check {
  database_kind kind = database_kind::postgresql;  ///< that the plan is to run on
  argument_map arguments;                          ///< what migrations read by op.argument
  bool single_transaction = false;                 ///< whether all of it is to be one
  /// Called before a migration's function is, which may crash; empty: nothing.
  std::function<void(const graph::step&)> before_call;
};

/// Throws `error` for what can be known to be wrong with the plan before any step runs: it goes
/// back through a revision that is irreversible; a revision of it is `reversed`, on its way up or
/// down, and its upgrade has an operation without an inverse; on SQLite, it has an operation that
/// SQLite cannot have; a revision of a single transaction is not transactional.
///
/// For the last two, functions of migrations are called to see what they would do, with no
/// database: what they read is looked at no further.
void check_plan(const versions& all, const graph::plan& plan, const plan_check& what);

/// The revisions of the plan whose downgrade is a function that does nothing, though their upgrade
/// does something to the database; no merges. Functions of migrations are called, with no database:
/// what they read is looked at no further.
std::vector<graph::node> empty_downgrades(const versions& all, const graph::plan& plan,
                                          const plan_check& what);

/// Whether a downgrade of the revision that did nothing lacks something: its upgrade does something
/// to the database, and the revision is no merge. The upgrade is called, as above.
bool is_downgrade_missing(const versions& all, graph::node revision, const plan_check& what);

/// Only that no step goes back through a revision that is irreversible.
void check_reversible(const versions& all, const graph::plan& plan);

/// Only that all of it can be one transaction: no revision of it runs without one.
void check_single_transaction(const versions& all, const graph::plan& plan);

/// What undoes a revision whose downgrade is `reversed`, each with the call in its upgrade. Throws
/// `error`, with `file:line: ` in front, when there is no such thing.
std::vector<recorded_operation> reversed_upgrade(const versions& all, graph::node revision,
                                                 database_kind kind, const argument_map& arguments);

}  // namespace revise
