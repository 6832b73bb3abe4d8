#pragma once

#include <revise/step_status.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/records/log_table.h"
#include "database/records/version_table.h"
#include "engine/lock_retry.h"
#include "graph/plan.h"
#include "operations/argument_map.h"
#include "plugin/versions.h"
#include "util/error.h"

namespace revise {

/// "pending", "done", "failed", "rolled_back".
std::string_view name_of(step_status status);

/// What a step that failed has left in the database.
enum class aftermath : unsigned char {
  nothing,  ///< it was rolled back
  part,     ///< it had no transaction, or its SQL ended it: what ran before that is committed
  unknown,  ///< the connection was lost at the commit, and no other one could tell
};

/// "nothing", "part", "unknown".
std::string_view name_of(aftermath left);

struct step_outcome {
  graph::step step;
  step_status status = step_status::pending;
  double seconds = 0;
  aftermath left = aftermath::nothing;  ///< where status is `failed`
};

struct run_result {
  std::vector<step_outcome> steps;
  /// All steps are one transaction: they are `done` together at its commit, and until then those
  /// that ran are `pending`.
  bool single_transaction = false;
  std::vector<std::string> rows;  ///< of the version table, after the last step done; sorted
};

/// Sees a run while it goes on.
class run_observer {
 public:
  virtual ~run_observer() = default;
  /// The migration's function is called next. `so_far.steps[i]` is the step.
  virtual void step_started(const run_result& so_far, std::size_t i) = 0;
  /// Committed; in a single transaction, which is still open: ran.
  virtual void step_done(const run_result& so_far, std::size_t i) = 0;
  /// Over, and rolled back as far as that could be done.
  virtual void step_failed(const run_result& so_far, std::size_t i) = 0;
  /// Something to be known of the step that runs: what it waits for, why it is tried again, what
  /// was found. One line; may be called on another thread, at the same time as the others. Does
  /// nothing unless overridden.
  virtual void remark(std::string_view) {}
  /// How far long work has come, in one line; comes again and again. Does nothing unless
  /// overridden.
  virtual void progress(std::string_view) {}
};

/// A run stopped in the middle. `what()` says why, with the place in the migration in front;
/// `result()` says what is applied and what is not.
class partial_failure : public error {
 public:
  partial_failure(const std::string& message, advice hint, std::vector<std::string> problems,
                  run_result result, int exit_code = 1)
      : error(message, std::move(hint), exit_code), result_(std::move(result)) {
    set_problems(std::move(problems));
  }

  const run_result& result() const { return result_; }

 private:
  run_result result_;
};

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

/// What a partial_failure ends the process with when the run was interrupted, and its hint.
inline constexpr int interrupted_exit_code = 130;
inline constexpr const char* interrupted_hint = "the same command goes on from here";

/// Runs the plan, which check_plan has seen. Each step is one transaction that holds what the
/// migration does, its rows in the version table and its entry in the log, which are created before
/// the first; a migration that is not transactional runs before its rows' transaction. A step that
/// failed gets its entry in a transaction of its own. Throws partial_failure when a step fails and
/// `error` when nothing was begun: also for a single transaction with a migration that is not
/// transactional.
run_result run(const versions& all, const graph::plan& plan, const run_settings& settings,
               connection& database, version_table& table, run_observer& observer);

}  // namespace revise
