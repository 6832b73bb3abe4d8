#include "engine/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "database/sql_error.h"
#include "dialect/traits.h"
#include "engine/lock_failure.h"
#include "engine/lock_retry.h"
#include "engine/lock_watch.h"
#include "engine/lost_commit.h"
#include "engine/step_attempt.h"
#include "review/plan_check.h"

namespace revise {

namespace {

// Delay before we look up what a step is waiting for: short enough to catch the wait, long enough
// to skip ordinary steps.
std::chrono::milliseconds look_after(const transaction_limits& limits) {
  constexpr std::chrono::milliseconds usual(500);
  return limits.lock_timeout ? std::min(usual, *limits.lock_timeout / 2) : usual;
}

// Runs one plan and keeps the outcome of each step.
class runner {
 public:
  runner(const versions& all, const graph::plan& plan, const run_settings& settings,
         connection& database, version_table& table, run_observer& observer)
      : log_(settings.log == nullptr ? log_table(database, table) : *settings.log),
        journal_(database, table),
        watch_(database.server_process(), look_after(settings.limits), settings.reconnect,
               [&observer](std::string_view line) { observer.remark(line); }),
        context_{all, settings, database, table, log_, journal_, observer, watch_},
        observer_(observer) {
    for (const graph::step& step : plan.steps) result_.steps.push_back({.step = step});
    result_.rows = graph::ids_of(all.graph(), plan.start);
    std::sort(result_.rows.begin(), result_.rows.end());
    result_.single_transaction = settings.single_transaction;
  }

  run_result run() {
    if (!result_.steps.empty()) make_tables();
    if (is_single()) {
      run_as_one();
    } else {
      for (std::size_t i = 0; i < result_.steps.size(); ++i) run_step(i);
    }
    return std::move(result_);
  }

 private:
  void make_tables() {
    try {
      context_.table.ensure();
      log_.ensure();
    } catch (const sql_error& e) {
      if (!e.failure().by_lock) throw;
      failure why{.message = e.what(), .hint = {}, .problems = e.problems()};
      report_lock_failure(why, {}, context_.database.kind(), 0);
      error shown(why.message, why.hint);
      shown.set_problems(why.problems);
      throw shown;
    }
  }

  void run_step(std::size_t i) {
    stop_if_interrupted(i);
    observer_.step_started(result_, i);
    lock_retry retry(context_.settings.retries, context_.settings.is_interrupted);
    while (!try_step(i, retry)) {
    }
  }

  // Retrying one step retries all steps.
  void run_as_one() {
    lock_retry retry(context_.settings.retries, context_.settings.is_interrupted);
    for (std::size_t i = 0; i < result_.steps.size();) {
      stop_if_interrupted(i);
      observer_.step_started(result_, i);
      i = try_step(i, retry) ? i + 1 : 0;
    }
  }

  bool is_single() const { return context_.settings.single_transaction; }

  void forget_seconds() {
    for (step_outcome& outcome : result_.steps) outcome.seconds = 0;
  }

  // The first step of the transaction that contains step `i`.
  std::size_t first_with(std::size_t i) const { return is_single() ? 0 : i; }

  void stop_if_interrupted(std::size_t i) {
    if (!context_.settings.is_interrupted || !context_.settings.is_interrupted()) return;
    context_.database.rollback();
    take_back(i, aftermath::nothing);
    throw partial_failure("interrupted", interrupted_hint, {}, std::move(result_),
                          interrupted_exit_code);
  }

  // Marks the steps before `i` in its transaction as not done; `left` is what remains of them.
  void take_back(std::size_t i, aftermath left) {
    for (std::size_t before = first_with(i); before < i; ++before) {
      step_outcome& outcome = result_.steps[before];
      outcome.left = left;
      outcome.status = left == aftermath::nothing ? step_status::rolled_back : step_status::failed;
    }
  }

  // Returns true if the step is done, false if it is to be retried.
  bool try_step(std::size_t i, lock_retry& retry) {
    step_outcome& outcome = result_.steps[i];
    std::vector<std::string> removed = graph::ids_of(context_.all.graph(), outcome.step.removed);
    if (i == 0) {
      const std::vector<std::string>& more = context_.settings.superfluous_rows;
      removed.insert(removed.end(), more.begin(), more.end());
    }
    const bool is_last = i + 1 == result_.steps.size();
    step_attempt attempt(context_, outcome.step, removed,
                         graph::ids_of(context_.all.graph(), outcome.step.added),
                         {.begins = !is_single() || i == 0, .commits = !is_single() || is_last});
    try {
      watch_.watch();
      attempt.run();
      watch_.rest();
    } catch (...) {
      const blocked_wait seen = watch_.rest();
      failure why = attempt.described(std::current_exception());
      if (attempt.has_gone_on()) retry.start_again();
      if (why.by_lock && attempt.can_be_repeated() && retry.is_left()) {
        context_.database.rollback();
        observer_.remark(
            lock_failure_line(why, seen, context_.database.kind(), context_.settings.limits) +
            (is_single() ? "; all steps are " : "; the step is ") + retry.next());
        retry.pause();
        if (!attempt.is_interrupted()) {
          if (is_single()) forget_seconds();
          return false;
        }
        why = attempt.described(std::current_exception());
      } else if (why.by_lock) {
        report_lock_failure(why, seen, context_.database.kind(), retry.done());
      }
      if (is_single() && (why.sqlstate == "55P04" || why.sqlstate == "55006")) {
        why.hint = remedy::several_transactions;
      }
      fail(i, attempt, why);
    }
    done(i, attempt);
    return true;
  }

  void done(std::size_t i, const step_attempt& attempt) {
    result_.steps[i].seconds = attempt.seconds();
    if (!is_single() || i + 1 == result_.steps.size()) {
      for (std::size_t n = first_with(i); n <= i; ++n) {
        result_.steps[n].status = step_status::done;
        move_rows(result_.steps[n].step);
      }
    }
    observer_.step_done(result_, i);
  }

  [[noreturn]] void fail(std::size_t i, const step_attempt& attempt, failure why) {
    step_outcome& outcome = result_.steps[i];
    outcome.left = attempt.left();
    if (outcome.left == aftermath::unknown) {
      const commit_fate fate = fate_of(i);
      if (fate != commit_fate::unknown) why = attempt.described(fate);
      if (fate == commit_fate::rolled_back) outcome.left = attempt.left_without_commit();
      if (fate == commit_fate::committed) {
        done(i, attempt);
        throw partial_failure(why.message, why.hint, why.problems, std::move(result_),
                              why.exit_code);
      }
    }
    context_.database.rollback();
    take_back(i, outcome.left);
    outcome.status = step_status::failed;
    outcome.seconds = attempt.seconds();
    log_failure(attempt.entry(), why);
    observer_.step_failed(result_, i);
    throw partial_failure(why.message, why.hint, why.problems, std::move(result_), why.exit_code);
  }

  // The outcome of step `i`'s commit, during which the connection was lost.
  commit_fate fate_of(std::size_t i) {
    if (!context_.settings.reconnect) return commit_fate::unknown;
    const std::vector<std::string> before = result_.rows;
    for (std::size_t n = first_with(i); n <= i; ++n) move_rows(result_.steps[n].step);
    const std::vector<std::string> after = std::exchange(result_.rows, before);
    try {
      const std::unique_ptr<connection> again = context_.settings.reconnect();
      return fate_of_commit(*again, context_.table, before, after);
    } catch (const error&) {
      return commit_fate::unknown;
    }
  }

  // Adds the failure to the log. An error in doing so is dropped: the failure itself is reported in
  // any case.
  void log_failure(log_entry entry, const failure& why) {
    entry.result = "failed";
    entry.sqlstate = why.sqlstate;
    entry.message = why.message;
    entry.statement = why.statement;
    transaction_limits limits = context_.settings.limits;
    // The file may still be locked by the program that made the step fail, or that the user stopped
    // waiting for.
    if (!traits_of(context_.database.kind()).sessions &&
        (why.by_lock || why.exit_code == interrupted_exit_code)) {
      limits.lock_timeout = std::chrono::milliseconds(0);
    }
    try {
      context_.database.begin(limits);
      // Outside a transaction, the migration's SQL may have set a role that is still in effect.
      context_.database.restore_session(limits);
      log_.append(entry);
      context_.database.commit();
    } catch (const error&) {
      context_.database.rollback();
    }
  }

  void move_rows(const graph::step& step) {
    const auto place = [this](const std::string& id) {
      return std::lower_bound(result_.rows.begin(), result_.rows.end(), id);
    };
    for (const std::string& id : graph::ids_of(context_.all.graph(), step.removed)) {
      result_.rows.erase(place(id));
    }
    for (const std::string& id : graph::ids_of(context_.all.graph(), step.added)) {
      result_.rows.insert(place(id), id);
    }
  }

  log_table log_;
  journal_table journal_;
  lock_watch watch_;
  run_context context_;
  run_observer& observer_;
  run_result result_;
};

}  // namespace

run_result run(const versions& all, const graph::plan& plan, const run_settings& settings,
               connection& database, version_table& table, run_observer& observer) {
  check_reversible(all, plan);
  if (settings.single_transaction) check_single_transaction(all, plan);
  return runner(all, plan, settings, database, table, observer).run();
}

}  // namespace revise
