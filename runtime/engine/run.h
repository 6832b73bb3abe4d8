#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/records/log_table.h"
#include "database/records/version_table.h"
#include "engine/lock_retry.h"
#include "engine/run_observer.h"
#include "engine/run_result.h"
#include "graph/plan.h"
#include "operations/argument_map.h"
#include "plugin/versions.h"

namespace revise {

/// What a run needs in addition to the plan.
struct run_settings {
  /// Rows of the version table that other rows imply (graph::rows::reduced). The first step deletes
  /// them.
  std::vector<std::string> superfluous_rows = {};
  argument_map arguments = {};     ///< what migrations read with op.argument
  transaction_limits limits = {};  ///< the limits of each step's transaction
  /// Whether the whole run is one transaction: a failure rolls back all of it, and a retry repeats
  /// all of it.
  bool single_transaction = false;
  /// A step that did not get a lock (sql_failure::by_lock) is rolled back and retried.
  retry_limits retries = {};
  /// Called before each step and each operation; returns whether to stop. If empty, the run never
  /// stops. A stopped run throws a partial_failure with exit code 130.
  std::function<bool()> is_interrupted = {};
  /// Called in each step's transaction just before its commit, and before each statement outside a
  /// transaction. Throws `error` if this run must not write any more, because another run holds the
  /// lock. May be empty.
  std::function<void(connection&)> before_commit = {};
  log_origin origin = {};  ///< who runs the migration, for the log
  /// Additional text for the log entries of these revisions.
  std::map<graph::node, std::string> notes = {};
  /// Opens another connection to the database. It is used to find the outcome of a commit during
  /// which the connection was lost, and to look up what a slow step waits for; for that, it is
  /// called on another thread. May throw. If empty, the outcome stays unknown and no wait is looked
  /// up.
  std::function<std::unique_ptr<connection>()> reconnect = {};
  /// The log of the version table, if the caller has already opened it; if null, run() opens it.
  const log_table* log = nullptr;
};

/// Runs the plan, which must have passed check_plan. Each step is one transaction. It contains the
/// migration's changes, its rows in the version table and its entry in the log. Both tables are
/// created before the first step. A migration that is not transactional runs before the transaction
/// of its rows. The entry of a failed step is written in a transaction of its own. Throws
/// partial_failure if a step fails, and `error` if nothing was begun; for instance, if a single
/// transaction contains a migration that is not transactional.
run_result run(const versions& all, const graph::plan& plan, const run_settings& settings,
               connection& database, version_table& table, run_observer& observer);

}  // namespace revise
