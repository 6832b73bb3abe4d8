#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "database/lock/run_lock.h"
#include "engine/run.h"
#include "engine/versioned_database.h"
#include "graph/plan.h"
#include "review/log_findings.h"
#include "review/patient_plan.h"
#include "review/recorded_plan.h"

namespace revise {

/// What a walk is to do.
struct walk_request {
  graph::direction way = graph::direction::upgrade;
  std::string target;
  /// Makes the plan up in place of `target`, to run revisions that count as applied and never ran;
  /// what the log shows of such revisions is no reason to refuse then. Empty: `target` counts.
  std::function<graph::plan(const graph::rows&, const log_findings&)> make_plan = {};
  /// Revisions whose .not_before does not count, and the note that the log gets where they ran.
  std::vector<graph::node> ignored_waits = {};
  std::string ignored_note = {};
  bool must_read_log = false;  ///< a log that may not be read is an error
  lock_request lock = {};      ///< `activity` is set by the walk
  /// `superfluous_rows`, `before_commit`, `notes` and `log` are set by the walk.
  run_settings settings = {};
};

/// Where a database is, and what is to be done.
struct found_plan {
  std::vector<std::string> found = {};  ///< the rows as the version table has them, sorted
  graph::rows at = {};                  ///< the same rows against the graph
  patient_plan patient = {};
  log_findings logged = {};  ///< of what is applied before the plan

  const graph::plan& plan() const { return patient.plan; }
};

/// What a walk reports to its caller, and what it asks. Unless overridden, nothing happens.
class walk_hooks {
 public:
  walk_hooks() = default;
  virtual ~walk_hooks() = default;
  walk_hooks(const walk_hooks&) = delete;
  walk_hooks& operator=(const walk_hooks&) = delete;

  /// Sees the run, which begins when this is called. Outlives the walk's run().
  virtual run_observer& observer() = 0;

  /// The rows were read; some of them may be superfluous.
  virtual void rows_read(const found_plan&) {}
  /// Applied revisions whose source was edited since. May throw to refuse.
  virtual void edited(const std::vector<graph::node>&) {}
  /// Applied revisions that probably never ran. May throw to refuse.
  virtual void likely_unrun(const std::vector<unrun_revision>&) {}
  /// A revision whose downgrade does nothing, though its upgrade does something.
  virtual void empty_downgrade(graph::node) {}
  /// Whether a person can be asked: then confirm() is called before the lock is taken.
  virtual bool asks() const { return false; }
  /// Returns when the plan may run. Throws to refuse.
  virtual void confirm(const graph::plan&, recorded_plan&) {}
  /// The plan that runs next, which may have no steps.
  virtual void explain(const graph::plan&) {}
};

/// The plan from `at` by `request`. `logged` is for walk_request::make_plan, `log` as waiting_in
/// takes it. Throws graph::target_error, waiting_error, and what walk_request::make_plan does.
patient_plan make_plan(const versions& all, const walk_request& request, const graph::rows& at,
                       const log_findings& logged, const log_table* log);

/// A run from the first look at the database to the last step: what `upgrade` and `downgrade` do,
/// and a migrator. The steps run under the lock, and no person is asked while it is held.
class walk {
 public:
  /// All that is referred to outlives the walk.
  walk(const versions& all, versioned_database& database, walk_request request, walk_hooks& hooks,
       call_hooks calls = {});

  /// Reads the rows and makes the plan. Throws graph::target_error, waiting_error, sql_error,
  /// connection_error.
  const found_plan& find();

  /// Finds the plan, and looks at it before anything is changed. Throws also never_ran_error and
  /// what check_plan() and the hooks do.
  const found_plan& look();

  /// Looks at the plan, asks, takes the lock and runs the steps. Without steps no lock is taken,
  /// and the result has the rows that were found. Throws partial_failure when a step failed; before
  /// the first step what look(), the hooks and versioned_database::lock() do.
  run_result run();

  /// What was found last, also after one of these threw; after a run, with what waits by then.
  const found_plan& found() const { return found_; }

 private:
  void read_log();
  void examine();
  void judge_log();
  void warn_of_empty_downgrades();
  std::unique_ptr<run_lock> locked();
  std::unique_ptr<run_lock> take_lock() const;
  run_result run_steps(run_lock& lock);

  const versions& all_;
  versioned_database& database_;
  walk_request request_;
  walk_hooks& hooks_;
  recorded_plan recorded_;
  found_plan found_;
  bool is_found_ = false;
  std::set<graph::node> warned_;  ///< of their empty downgrades
};

}  // namespace revise
