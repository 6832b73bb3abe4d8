#include <fmt/format.h>
#include <revise/migrator.h>

#include "database/lock/run_lock.h"
#include "database/patient_connect.h"
#include "database/sql_error.h"
#include "database/sqlite/path.h"
#include "engine/run.h"
#include "graph/target_error.h"
#include "plugin/compiled_versions.h"
#include "review/patient_plan.h"
#include "review/plan_check.h"
#include "review/unrun.h"
#include "util/identity.h"
#include "util/version.h"

namespace revise {

namespace {

compiled_versions compiled_of(const plugin_description* given) {
  const plugin_description* const description = given == nullptr ? linked_versions() : given;
  if (description == nullptr) {
    throw error("no versions are linked into this program",
                "revise_add_versions of the CMake package makes a library of them to link");
  }
  return read_compiled(*description);
}

// As an ini has it, where 0 is "off", too.
std::optional<std::chrono::milliseconds> limit_of(
    const std::optional<std::chrono::milliseconds>& given) {
  return given == std::chrono::milliseconds(0) ? transaction_limits::off : given;
}

std::vector<std::string> waiting_lines(const graph::revision_graph& graph,
                                       const std::vector<waiting_revision>& waiting) {
  std::vector<std::string> lines;
  lines.reserve(waiting.size());
  for (const waiting_revision& one : waiting) {
    lines.push_back(fmt::format("'{}': {}", graph.at(one.revision).id, wait_text(graph, one)));
  }
  return lines;
}

migration_step step_of(const graph::revision_graph& graph, const step_outcome& outcome) {
  const graph::revision& revision = graph.at(outcome.step.revision);
  return {.revision = revision.id,
          .message = revision.message,
          .is_upgrade = outcome.step.way == graph::direction::upgrade,
          .status = outcome.status,
          .seconds = outcome.seconds};
}

migration_result result_of(const graph::revision_graph& graph, const run_result& result) {
  migration_result made{.steps = {}, .current = result.rows, .waiting = {}};
  for (const step_outcome& outcome : result.steps) made.steps.push_back(step_of(graph, outcome));
  return made;
}

// What a program wants to see of a run.
class event_observer final : public run_observer {
 public:
  event_observer(const graph::revision_graph& graph, const migration_events& on)
      : graph_(graph), on_(on) {}

  void step_started(const run_result& so_far, std::size_t i) override {
    tell(on_.step_started, so_far, i);
  }
  void step_done(const run_result& so_far, std::size_t i) override {
    tell(on_.step_done, so_far, i);
  }
  void step_failed(const run_result& so_far, std::size_t i) override {
    tell(on_.step_failed, so_far, i);
  }
  void remark(std::string_view line) override {
    if (on_.message) on_.message(line);
  }

 private:
  void tell(const std::function<void(const migration_step&)>& whom, const run_result& so_far,
            std::size_t i) const {
    if (whom) whom(step_of(graph_, so_far.steps[i]));
  }

  const graph::revision_graph& graph_;
  const migration_events& on_;
};

}  // namespace

/// What the calls of one migrator share. The connection is not of it: between two calls there is
/// none.
class migrator::work {
 public:
  work(std::string_view url, migrator_options options)
      : options_(std::move(options)),
        url_(parse_database_url(url)),
        compiled_(compiled_of(options_.versions)),
        versions_(compiled_) {}

  work(soci::session& session, migrator_options options)
      : options_(std::move(options)),
        session_(&session),
        compiled_(compiled_of(options_.versions)),
        versions_(compiled_) {}

  migration_result walk(graph::direction way, std::string_view target) {
    const std::unique_ptr<connection> database = connected();
    opened open(*database, options_);
    place at = find(open, way, target);
    check_log(open, at);
    recorded_plan recorded(versions_, database->kind(), arguments());
    check_plan(recorded, at.patient.plan, options_.single_transaction);
    std::unique_ptr<run_lock> lock;
    if (!at.patient.plan.steps.empty()) {
      lock = acquire_run_lock(*database, url_, open.table,
                              {.wait = options_.lock_wait,
                               .activity = fmt::format("{} {}", name_of(way), target),
                               .on_wait = options_.on.message,
                               .is_interrupted = options_.is_interrupted});
      // Another one may have done it all meanwhile, or a part.
      open.table.refresh();
      const std::vector<std::string> found = std::move(at.found);
      at = find(open, way, target);
      if (at.found != found) check_log(open, at);
      check_plan(recorded, at.patient.plan, options_.single_transaction);
    }
    migration_result result = run_plan(open, at, lock.get());
    note_what_ran(at.patient.waiting, graph(), *database, open.table);
    result.waiting = waiting_lines(graph(), at.patient.waiting);
    return result;
  }

  migration_result pending(std::string_view target) {
    if (is_missing_file()) return pending_of(find_from({}, graph::direction::upgrade, target, {}));
    const std::unique_ptr<connection> database = connected();
    opened open(*database, options_);
    return pending_of(find(open, graph::direction::upgrade, target));
  }

  std::vector<std::string> current() {
    if (is_missing_file()) return {};
    const std::unique_ptr<connection> database = connected();
    return opened(*database, options_).table.read();
  }

 private:
  // A database with revise's tables in it.
  struct opened {
    opened(connection& connection_of, const migrator_options& options)
        : database(connection_of),
          table(database, options.version_table, options.version_table_schema),
          log(database, table) {}

    connection& database;
    version_table table;
    log_table log;
  };

  // Where a database is, and what is to be done.
  struct place {
    std::vector<std::string> found;  ///< the rows as they are
    graph::rows at;
    patient_plan patient;
  };

  const graph::revision_graph& graph() const { return versions_.graph(); }

  std::unique_ptr<connection> connected() const {
    if (session_ != nullptr) return connection_on(*session_, options_.on.message);
    return connect_patiently(url_, options_.on.message,
                             {.limit = options_.wait, .on_wait = options_.on.message});
  }

  bool is_missing_file() const { return session_ == nullptr && is_yet_to_be_created(url_); }

  place find(const opened& open, graph::direction way, std::string_view target) const {
    return find_from(open.table.read(), way, target, &open.log);
  }

  place find_from(std::vector<std::string> found, graph::direction way, std::string_view target,
                  const log_table* log) const {
    const graph::rows at = graph::read_rows(graph(), found);
    place made{.found = std::move(found), .at = at, .patient = {}};
    try {
      if (way == graph::direction::downgrade) {
        made.patient.plan = graph::plan_downgrade(graph(), at, target);
      } else {
        made.patient = without_waiting(versions_, graph::plan_upgrade(graph(), at, target), at,
                                       target, graph::node_set(graph()), log);
      }
    } catch (graph::target_error& e) {
      if (e.kind() == graph::target_problem::unknown_row) {
        e.set_hint("the database is ahead of this program: run a newer one");
      }
      throw;
    }
    return made;
  }

  // A step must not build on a revision that never ran. What is only likely is told.
  void check_log(opened& open, const place& at) const {
    if (at.at.known.empty()) return;
    std::vector<unrun_revision> unrun;
    try {
      unrun = unrun_revisions(graph(), at.found, at.at, open.log.events());
    } catch (const sql_error&) {
      return;  // for want of a permission: nothing is known
    }
    for (const bool certain : {true, false}) {
      std::vector<unrun_revision> some;
      std::vector<std::string> lines;
      for (const unrun_revision& one : unrun) {
        if (one.is_certain != certain) continue;
        some.push_back(one);
        lines.push_back(one.because);
      }
      if (some.empty()) continue;
      error found(unrun_text(graph(), some));
      found.set_problems(lines);
      if (certain) throw found;
      if (options_.on.message) {
        options_.on.message(fmt::format("{}: {}", found.what(), fmt::join(lines, "; ")));
      }
    }
  }

  argument_map arguments() const { return {options_.arguments.begin(), options_.arguments.end()}; }

  migration_result run_plan(opened& open, const place& at, run_lock* lock) {
    if (at.patient.plan.steps.empty()) {
      return {.steps = {}, .current = at.found, .waiting = {}};
    }
    const run_settings settings{
        .superfluous_rows = graph::superfluous_rows(graph(), at.found, at.at),
        .arguments = arguments(),
        .limits = {.lock_timeout =
                       limit_of(options_.lock_timeout.value_or(std::chrono::milliseconds(0))),
                   .statement_timeout = limit_of(options_.statement_timeout)},
        .single_transaction = options_.single_transaction,
        .retries = {.most = options_.lock_retries},
        .is_interrupted = options_.is_interrupted,
        .before_commit = [lock](connection& database) { lock->check(database); },
        .origin = {.os_user = os_user(),
                   .host = host_name(),
                   .tool_version = version(),
                   .git_commit = {}},
        .notes = {},
        .reconnect = reconnect(),
        .log = &open.log};
    event_observer observer(graph(), options_.on);
    try {
      return result_of(
          graph(), run(versions_, at.patient.plan, settings, open.database, open.table, observer));
    } catch (const partial_failure& e) {
      throw migration_failure(e, result_of(graph(), e.result()));
    }
  }

  std::function<std::unique_ptr<connection>()> reconnect() const {
    if (session_ != nullptr) return {};
    return [this] { return connect(url_); };
  }

  migration_result pending_of(const place& at) const {
    run_result nothing_done;
    for (const graph::step& step : at.patient.plan.steps) {
      nothing_done.steps.push_back({.step = step});
    }
    nothing_done.rows = at.found;
    migration_result result = result_of(graph(), nothing_done);
    result.waiting = waiting_lines(graph(), at.patient.waiting);
    return result;
  }

  migrator_options options_;
  database_url url_;                  // without an address where there is a session
  soci::session* session_ = nullptr;  // the program's own
  compiled_versions compiled_;
  versions versions_;
};

migrator::migrator(std::string_view url, migrator_options options)
    : work_(std::make_unique<work>(url, std::move(options))) {}

migrator::migrator(soci::session& session, migrator_options options)
    : work_(std::make_unique<work>(session, std::move(options))) {}

migrator::~migrator() = default;
migrator::migrator(migrator&&) noexcept = default;
migrator& migrator::operator=(migrator&&) noexcept = default;

migration_result migrator::upgrade(std::string_view target) {
  return work_->walk(graph::direction::upgrade, target);
}

migration_result migrator::downgrade(std::string_view target) {
  return work_->walk(graph::direction::downgrade, target);
}

migration_result migrator::pending(std::string_view target) { return work_->pending(target); }

std::vector<std::string> migrator::current() { return work_->current(); }

}  // namespace revise
