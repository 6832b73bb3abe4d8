#include "engine/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>

#include "database/sql_error.h"
#include "engine/live_sink.h"
#include "engine/migration_call.h"
#include "engine/plan_check.h"

namespace revise {

namespace {

using clock = std::chrono::steady_clock;

double seconds_since(clock::time_point start) {
  return std::chrono::duration<double>(clock::now() - start).count();
}

std::vector<std::string> ids(const graph::revision_graph& graph,
                             const std::vector<graph::node>& nodes) {
  std::vector<std::string> result;
  result.reserve(nodes.size());
  for (const graph::node n : nodes) result.push_back(graph.at(n).id);
  return result;
}

constexpr int interrupted_exit_code = 130;
constexpr const char* left_in_part_hint =
    "it is not transactional: undo by hand what ran, or see that it can run twice, then run again";
constexpr const char* interrupted_hint = "the same command goes on from here";

// Runs one plan; keeps what is known of each step.
class runner {
 public:
  runner(const versions& all, const graph::plan& plan, const run_settings& settings,
         connection& database, version_table& table, run_observer& observer)
      : versions_(all),
        settings_(settings),
        database_(database),
        table_(table),
        observer_(observer) {
    for (const graph::step& step : plan.steps) result_.steps.push_back({.step = step});
    result_.rows = ids(all.graph(), plan.start);
    std::sort(result_.rows.begin(), result_.rows.end());
  }

  run_result run() {
    if (!result_.steps.empty()) table_.ensure();
    for (std::size_t i = 0; i < result_.steps.size(); ++i) {
      if (is_interrupted()) {
        throw partial_failure("interrupted", interrupted_hint, {}, std::move(result_),
                              interrupted_exit_code);
      }
      run_step(i);
    }
    return std::move(result_);
  }

 private:
  void run_step(std::size_t i) {
    step_outcome& outcome = result_.steps[i];
    const clock::time_point start = clock::now();
    const bool transactional = versions_.migration(outcome.step.revision).transactional;
    live_sink sink(database_, settings_.is_interrupted, transactional);
    bool committing = false;
    try {
      observer_.step_started(result_, i);
      if (transactional) database_.begin(settings_.limits);
      call_migration(versions_, outcome.step, database_.kind(), sink, settings_.arguments);
      if (transactional) {
        sink.check_transaction();
      } else {
        sink.check_no_transaction();
        database_.begin(settings_.limits);
      }
      // Also the rows are not for a role that the SQL may have taken on.
      if (sink.sent_raw_sql()) database_.restore_session(settings_.limits);
      const graph::revision_graph& graph = versions_.graph();
      std::vector<std::string> removed = ids(graph, outcome.step.removed);
      if (i == 0) {
        const std::vector<std::string>& more = settings_.superfluous_rows;
        removed.insert(removed.end(), more.begin(), more.end());
      }
      table_.apply(removed, ids(graph, outcome.step.added));
      committing = true;
      database_.commit();
    } catch (...) {
      failure why = failure_of(std::current_exception(), outcome.step, sink.last(), committing);
      if (!transactional && why.hint.empty()) why.hint = left_in_part_hint;
      outcome.left = committing && !database_.is_alive() ? aftermath::unknown
                     : sink.lost_transaction() || (!transactional && sink.last().line != 0)
                         ? aftermath::part
                         : aftermath::nothing;
      database_.rollback();
      outcome.status = step_status::failed;
      outcome.seconds = seconds_since(start);
      observer_.step_failed(result_, i);
      throw partial_failure(why.message, why.hint, why.problems, std::move(result_), why.exit_code);
    }
    outcome.status = step_status::done;
    outcome.seconds = seconds_since(start);
    move_rows(outcome.step);
    observer_.step_done(result_, i);
  }

  bool is_interrupted() const { return settings_.is_interrupted && settings_.is_interrupted(); }

  void move_rows(const graph::step& step) {
    const auto place = [this](const std::string& id) {
      return std::lower_bound(result_.rows.begin(), result_.rows.end(), id);
    };
    for (const std::string& id : ids(versions_.graph(), step.removed)) {
      result_.rows.erase(place(id));
    }
    for (const std::string& id : ids(versions_.graph(), step.added)) {
      result_.rows.insert(place(id), id);
    }
  }

  failure failure_of(const std::exception_ptr& thrown, const graph::step& step,
                     location last_operation, bool committing) const {
    const std::string& revision = versions_.graph().at(step.revision).id;
    // Whatever the cancelled statement said is not what went wrong.
    if (is_interrupted() && database_.is_alive()) {
      return {
          fmt::format("interrupted in the {} of revision '{}'",
                      step.way == graph::direction::upgrade ? "upgrade" : "downgrade", revision),
          interrupted_hint,
          {},
          interrupted_exit_code};
    }
    try {
      std::rethrow_exception(thrown);
    } catch (const connection_error& e) {
      if (committing) {
        return {fmt::format("it is not known whether revision '{}' is applied: at its commit {}",
                            revision, e.what()),
                "revise current tells; then the same command again", e.problems()};
      }
      return {e.what(), e.hint().empty() ? "revise current, then the same command again" : e.hint(),
              e.problems()};
    } catch (...) {
      return describe(thrown, versions_, step, last_operation);
    }
  }

  const versions& versions_;
  const run_settings& settings_;
  connection& database_;
  version_table& table_;
  run_observer& observer_;
  run_result result_;
};

}  // namespace

std::string_view name_of(step_status status) {
  switch (status) {
    case step_status::pending:
      return "pending";
    case step_status::done:
      return "done";
    case step_status::failed:
      return "failed";
    case step_status::rolled_back:
      return "rolled_back";
  }
  return "pending";
}

run_result run(const versions& all, const graph::plan& plan, const run_settings& settings,
               connection& database, version_table& table, run_observer& observer) {
  check_reversible(all, plan);
  return runner(all, plan, settings, database, table, observer).run();
}

}  // namespace revise
