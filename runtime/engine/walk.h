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
#include "review/due_plan.h"
#include "review/log_findings.h"
#include "review/recorded_plan.h"

namespace revise {

/// What a walk has to do.
struct walk_request {
  graph::direction way = graph::direction::upgrade;
  std::string target;
  /// Makes the plan instead of `target`, to run revisions that are recorded as applied but never
  /// ran. Such revisions in the log then do not stop the run. If empty, `target` is used.
  std::function<graph::plan(const graph::rows&, const log_findings&)> make_plan = {};
  /// Revisions whose .not_before is ignored, and the note for their log entries.
  std::vector<graph::node> ignored_waits = {};
  std::string ignored_note = {};
  bool must_read_log = false;  ///< whether a log that may not be read is an error
  lock_request lock = {};      ///< `activity` is set by the walk
  /// `superfluous_rows`, `before_commit`, `notes` and `log` are set by the walk.
  run_settings settings = {};
};

/// The database's current revisions, and the plan for them.
struct found_plan {
  std::vector<std::string> found = {};  ///< the rows of the version table, sorted
  graph::rows at = {};                  ///< `found`, resolved in the graph
  due_plan due = {};
  log_findings logged = {};  ///< about the revisions that are applied before the plan

  const graph::plan& plan() const { return due.plan; }
};

/// Receives what a walk reports to its caller, and answers its questions. Functions that are not
/// overridden do nothing.
class walk_hooks {
 public:
  walk_hooks() = default;
  virtual ~walk_hooks() = default;
  walk_hooks(const walk_hooks&) = delete;
  walk_hooks& operator=(const walk_hooks&) = delete;

  /// Called when the run begins; returns the observer of the run, which must outlive the walk's
  /// run().
  virtual run_observer& observer() = 0;

  /// Called when the rows have been read; some of them may be superfluous.
  virtual void rows_read(const found_plan&) {}
  /// Receives applied revisions whose source was edited after they ran. May throw to refuse.
  virtual void edited(const std::vector<graph::node>&) {}
  /// Receives applied revisions that probably never ran. May throw to refuse.
  virtual void likely_unrun(const std::vector<unrun_revision>&) {}
  /// Receives a revision whose downgrade does nothing, although its upgrade does something.
  virtual void empty_downgrade(graph::node) {}
  /// Whether a person can be asked: then confirm() is called before the lock is taken.
  virtual bool asks() const { return false; }
  /// Returns if the plan may run; throws to refuse.
  virtual void confirm(const graph::plan&, recorded_plan&) {}
  /// Receives the plan that runs next, which may have no steps.
  virtual void explain(const graph::plan&) {}
};

/// Makes the plan from `at` by `request`. `logged` is passed to walk_request::make_plan, `log` to
/// waiting_in. Throws graph::target_error, waiting_error, and what walk_request::make_plan throws.
due_plan make_plan(const versions& all, const walk_request& request, const graph::rows& at,
                   const log_findings& logged, const log_table* log);

/// A run from the first look at the database to the last step: what `upgrade`, `downgrade` and a
/// migrator do. The steps run under the lock, and no question is asked while it is held.
class walk {
 public:
  /// Everything that is referred to must outlive the walk.
  walk(const versions& all, versioned_database& database, walk_request request, walk_hooks& hooks,
       call_hooks calls = {});

  /// Reads the rows and makes the plan. Throws graph::target_error, waiting_error, sql_error and
  /// connection_error.
  const found_plan& find();

  /// Finds the plan and examines it before anything is changed. Throws what find(), check_plan()
  /// and the hooks throw, and never_ran_error.
  const found_plan& look();

  /// Examines the plan, asks for confirmation, takes the lock and runs the steps. Without steps, no
  /// lock is taken, and the result has the rows that were found. Throws partial_failure if a step
  /// failed; before the first step, what look(), the hooks and versioned_database::lock() throw.
  run_result run();

  /// The plan found last, also after another function threw; after a run, with what still waits.
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
  std::set<graph::node> warned_;  ///< revisions whose empty downgrade was reported
};

}  // namespace revise
