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

/// What a run is given besides the plan.
struct run_settings {
  /// Rows that the table has though others imply them (graph::rows::reduced): the first step
  /// takes them out.
  std::vector<std::string> superfluous_rows = {};
  argument_map arguments = {};     ///< what migrations read by op.argument
  transaction_limits limits = {};  ///< of each step's transaction
  /// The whole run is one transaction: what fails takes back all of it, and what is tried again is
  /// all of it.
  bool single_transaction = false;
  /// A step that did not get a lock (sql_failure::by_lock) is rolled back and tried again.
  retry_limits retries = {};
  /// Whether to stop, asked before each step and each operation; empty: never. The run then ends
  /// with a partial_failure whose exit code is 130.
  std::function<bool()> is_interrupted = {};
  /// Called in each step's transaction just before its commit, and before each statement that is
  /// outside a transaction. Throws `error` when this run may write no more, because another one
  /// holds the lock. Empty: never called.
  std::function<void(connection&)> before_commit = {};
  log_origin origin = {};  ///< for the log
  /// What the log says besides of a step.
  std::map<graph::node, std::string> notes = {};
  /// Connects once more to the same database, to see what became of a commit during which the
  /// connection was lost, and what a step waits for when it takes a while; for the latter it is
  /// called on another thread. May throw. Empty: the one stays unknown, the other is not asked.
  std::function<std::unique_ptr<connection>()> reconnect = {};
  /// The log beside the version table, as the caller has looked at it; null: run() looks for it.
  const log_table* log = nullptr;
};

/// Runs the plan, which check_plan has seen. Each step is one transaction that holds what the
/// migration does, its rows in the version table and its entry in the log, which are created before
/// the first; a migration that is not transactional runs before its rows' transaction. A step that
/// failed gets its entry in a transaction of its own. Throws partial_failure when a step fails and
/// `error` when nothing was begun: also for a single transaction with a migration that is not
/// transactional.
run_result run(const versions& all, const graph::plan& plan, const run_settings& settings,
               connection& database, version_table& table, run_observer& observer);

}  // namespace revise
