#include <fmt/format.h>
#include <revise/migrator.h>

#include <utility>

#include "database/connect_with_retries.h"
#include "engine/walk.h"
#include "graph/target_error.h"
#include "plugin/compiled_versions.h"
#include "review/edited_revisions.h"
#include "review/plan_check.h"
#include "review/waiting.h"
#include "util/identity.h"
#include "util/version.h"

namespace revise {

namespace {

compiled_versions compiled_of(const plugin_description* given) {
  const plugin_description* const description = given == nullptr ? linked_versions() : given;
  if (description == nullptr) {
    throw error(
        "no versions are linked into this program",
        "build a library of them with revise_add_versions of the CMake package, and link it");
  }
  return read_compiled(*description);
}

// Treats a limit of 0 as "off", as the ini file does.
std::optional<std::chrono::milliseconds> limit_of(
    const std::optional<std::chrono::milliseconds>& given) {
  return given == std::chrono::milliseconds(0) ? transaction_limits::off : given;
}

migration_step step_of(const graph::revision_graph& graph, const step_outcome& outcome) {
  const graph::revision& revision = graph.at(outcome.step.revision);
  return {.revision = revision.id,
          .message = revision.message,
          .is_upgrade = outcome.step.way == graph::direction::upgrade,
          .status = outcome.status,
          .seconds = outcome.seconds};
}

// Passes what a walk and its run report to the program's callbacks.
class events final : public walk_hooks, private run_observer {
 public:
  events(const graph::revision_graph& graph, const migrator_options& options)
      : graph_(graph), options_(options) {}

  run_observer& observer() override { return *this; }

  void rows_read(const found_plan& now) override {
    if (!now.at.reduced || std::exchange(warned_of_rows_, true)) return;
    remark(superfluous_text(options_.version_table, now.found));
  }
  void edited(const std::vector<graph::node>& revisions) override {
    remark(edited_text(graph_, revisions));
  }
  void likely_unrun(const std::vector<unrun_revision>& unrun) override {
    const never_ran_error said(graph_, unrun);
    remark(fmt::format("{}: {}", said.what(), fmt::join(said.problems(), "; ")));
  }
  void empty_downgrade(graph::node revision) override {
    remark(empty_downgrade_text(graph_, revision));
  }

 private:
  void step_started(const run_result& so_far, std::size_t i) override {
    tell(options_.on.step_started, so_far, i);
  }
  void step_done(const run_result& so_far, std::size_t i) override {
    tell(options_.on.step_done, so_far, i);
  }
  void step_failed(const run_result& so_far, std::size_t i) override {
    tell(options_.on.step_failed, so_far, i);
  }
  void remark(std::string_view line) override {
    if (options_.on.message) options_.on.message(line);
  }

  void tell(const std::function<void(const migration_step&)>& whom, const run_result& so_far,
            std::size_t i) const {
    if (whom) whom(step_of(graph_, so_far.steps[i]));
  }

  const graph::revision_graph& graph_;
  const migrator_options& options_;
  bool warned_of_rows_ = false;
};

// Calls `function`, and adds a hint to its error if the database is ahead of the program.
template <class Function>
decltype(auto) advised(Function&& function) {
  try {
    return function();
  } catch (graph::target_error& e) {
    if (e.kind() == graph::target_problem::unknown_row) {
      e.set_hint("the database is ahead of this program: run a newer one");
    }
    throw;
  }
}

}  // namespace

/// What the calls of one migrator share. The connection is not part of it: between two calls, none
/// is open.
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

  migration_result go(graph::direction way, std::string_view target) {
    versioned_database database = opened();
    events hooks(versions_.graph(), options_);
    walk walking(versions_, database, request_for(way, target), hooks);
    try {
      return result_of(advised([&] { return walking.run(); }), walking.found());
    } catch (const partial_failure& e) {
      throw migration_failure(e, result_of(e.result(), {}));
    }
  }

  migration_result pending(std::string_view target) {
    versioned_database database = opened();
    events hooks(versions_.graph(), options_);
    walk walking(versions_, database, request_for(graph::direction::upgrade, target), hooks);
    const found_plan& now = advised([&]() -> const found_plan& { return walking.find(); });
    run_result nothing_done;
    for (const graph::step& step : now.plan().steps) nothing_done.steps.push_back({.step = step});
    nothing_done.rows = now.found;
    return result_of(nothing_done, now);
  }

  std::vector<std::string> current() { return opened().rows(); }

 private:
  // On the program's own session, connects at once: only then is it known which database it is.
  versioned_database opened() const {
    versioned_database database(url_, options_.version_table, options_.version_table_schema,
                                [this] { return connected(); });
    if (session_ != nullptr) database.session();
    return database;
  }

  std::unique_ptr<connection> connected() const {
    if (session_ != nullptr) return connection_on(*session_, options_.on.message);
    return connect_with_retries(url_, options_.on.message,
                                {.limit = options_.wait, .on_wait = options_.on.message});
  }

  walk_request request_for(graph::direction way, std::string_view target) const {
    walk_request request{.way = way,
                         .target = std::string(target),
                         .lock = {.wait = options_.lock_wait,
                                  .on_wait = options_.on.message,
                                  .is_interrupted = options_.is_interrupted}};
    run_settings& settings = request.settings;
    settings.arguments = {options_.arguments.begin(), options_.arguments.end()};
    settings.limits = {
        .lock_timeout = limit_of(options_.lock_timeout.value_or(std::chrono::milliseconds(0))),
        .statement_timeout = limit_of(options_.statement_timeout)};
    settings.single_transaction = options_.single_transaction;
    settings.retries = {.most = options_.lock_retries};
    settings.is_interrupted = options_.is_interrupted;
    settings.origin = {.os_user = os_user(),
                       .host = host_name(),
                       .tool_version = version(),
                       .git_commit = compiled_.git_commit};
    if (session_ == nullptr) settings.reconnect = [this] { return connect(url_); };
    return request;
  }

  migration_result result_of(const run_result& result, const found_plan& now) const {
    const graph::revision_graph& graph = versions_.graph();
    migration_result made{.steps = {}, .current = result.rows, .waiting = {}};
    if (result.steps.empty()) made.current = now.found;
    for (const step_outcome& outcome : result.steps) made.steps.push_back(step_of(graph, outcome));
    for (const waiting_revision& one : now.due.waiting) {
      made.waiting.push_back(
          fmt::format("'{}': {}", graph.at(one.revision).id, wait_text(graph, one)));
    }
    return made;
  }

  migrator_options options_;
  database_url url_;                  // without an address if `session_` is set
  soci::session* session_ = nullptr;  // the program's own; may be null
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
  return work_->go(graph::direction::upgrade, target);
}

migration_result migrator::downgrade(std::string_view target) {
  return work_->go(graph::direction::downgrade, target);
}

migration_result migrator::pending(std::string_view target) { return work_->pending(target); }

std::vector<std::string> migrator::current() { return work_->current(); }

}  // namespace revise
