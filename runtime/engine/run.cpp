#include "engine/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>

#include "database/sql_error.h"
#include "engine/live_sink.h"

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

// What an exception that left a migration says, as a message, a hint and details.
struct failure {
  std::string message;
  std::string hint;
  std::vector<std::string> problems;
  int exit_code = 1;
};

constexpr int interrupted_exit_code = 130;
constexpr const char* interrupted_hint = "the same command goes on from here";

// What to do about a SQLSTATE (PostgreSQL manual, appendix A) that says nothing of the SQL itself.
std::string hint_for(std::string_view sqlstate) {
  if (sqlstate == "55P03") {
    return "another session holds a lock; run again, or raise lock_timeout in the ini";
  }
  if (sqlstate == "57014") return "run again, or raise statement_timeout in the ini";
  if (sqlstate == "40P01") return "another session was in the way; run again";
  return {};
}

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
    live_sink sink(database_, settings_.is_interrupted);
    bool committing = false;
    try {
      observer_.step_started(result_, i);
      database_.begin(settings_.limits);
      call(outcome.step, sink);
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
      const failure why = describe(std::current_exception(), outcome.step, sink.last(), committing);
      outcome.left = committing && !database_.is_alive() ? aftermath::unknown
                     : sink.lost_transaction()           ? aftermath::part
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

  void call(const graph::step& step, live_sink& sink) {
    recorder op(sink, settings_.arguments);
    const registered& migration = versions_.migration(step.revision);
    const step_function& function = step.way == graph::direction::upgrade
                                        ? migration.upgrade
                                        : static_cast<const step_function&>(migration.downgrade);
    function.get()(op);
  }

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

  failure describe(const std::exception_ptr& thrown, const graph::step& step,
                   location last_operation, bool committing) const {
    const registered& migration = versions_.migration(step.revision);
    const std::string of_file = versions_.place(migration.link.where);
    const std::string revision = versions_.graph().at(step.revision).id;
    const auto in_front = [](const std::string& place, const std::string& text) {
      return place.empty() ? text : fmt::format("{}: {}", place, text);
    };
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
    } catch (const sql_error& e) {
      const std::string place = versions_.place(e.where());
      return {in_front(place.empty() ? of_file : place, e.what()),
              e.hint().empty() ? hint_for(e.failure().sqlstate) : e.hint(), e.problems()};
    } catch (const connection_error& e) {
      if (committing) {
        return {fmt::format("it is not known whether revision '{}' is applied: at its commit {}",
                            revision, e.what()),
                "revise current tells; then the same command again", e.problems()};
      }
      return {e.what(), e.hint().empty() ? "revise current, then the same command again" : e.hint(),
              e.problems()};
    } catch (const error& e) {
      const std::string place = versions_.place(last_operation);
      return {in_front(place.empty() ? of_file : place, e.what()), e.hint(), e.problems()};
    } catch (const std::exception& e) {
      return {in_front(of_file,
                       fmt::format("revision '{}' threw an exception: {}", revision, e.what())),
              {},
              {}};
    } catch (...) {
      return {
          in_front(of_file, fmt::format("revision '{}' threw something that is no std::exception",
                                        revision)),
          "throw an exception derived from std::exception, so that its text is shown",
          {}};
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

void check_reversible(const versions& all, const graph::plan& plan) {
  for (const graph::step& step : plan.steps) {
    const registered& migration = all.migration(step.revision);
    if (step.way == graph::direction::downgrade && migration.downgrade.is_irreversible()) {
      const graph::revision& revision = all.graph().at(step.revision);
      throw error(
          fmt::format("{}: revision '{}' is irreversible; nothing was changed",
                      all.place(migration.link.where), revision.id),
          fmt::format("revise downgrade to '{}' or above, or restore a backup", revision.id));
    }
  }
}

run_result run(const versions& all, const graph::plan& plan, const run_settings& settings,
               connection& database, version_table& table, run_observer& observer) {
  check_reversible(all, plan);
  return runner(all, plan, settings, database, table, observer).run();
}

}  // namespace revise
