#include "engine/step_attempt.h"

#include <fmt/format.h>

#include "database/limit_text.h"
#include "database/sql_error.h"
#include "engine/lock_failure.h"
#include "review/unrun.h"
#include "sql/quoted_literal.h"

namespace revise {

namespace {

std::unique_ptr<statement_journal> journal_of(const run_context& context, const graph::step& step,
                                              std::function<bool()> is_to_stop) {
  if (context.all.migration(step.revision).transactional) return nullptr;
  return std::make_unique<statement_journal>(journal_context{
      .database = context.database,
      .table = context.journal,
      .checkpoints = backfill_table(context.database, context.table),
      .revision = context.all.graph().at(step.revision).id,
      .direction = std::string(name_of(step.way)),
      .limits = context.settings.limits,
      .is_interrupted = std::move(is_to_stop),
      .before_commit = context.settings.before_commit,
      .remark = [&context](const std::string& line) { context.observer.remark(line); },
      .progress = [&context](std::string_view line) { context.observer.progress(line); },
      .needs_database = [&context] { context.watch.let_go(); }});
}

// The location of the cancelled operation, which may not be the last one called; line 0 if unknown.
location place_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const sql_error& e) {
    return e.where();
  } catch (...) {
    return {};
  }
}

}  // namespace

step_attempt::step_attempt(const run_context& context, const graph::step& step,
                           std::vector<std::string> removed, std::vector<std::string> added,
                           share of_transaction)
    : context_(context),
      step_(step),
      removed_(std::move(removed)),
      added_(std::move(added)),
      of_transaction_(of_transaction),
      journal_(journal_of(context, step, [this] { return is_to_stop(); })),
      sink_(
          context.database, [this] { return is_to_stop(); }, journal_.get(),
          [&context](std::string_view line) { context.observer.remark(line); }) {}

void step_attempt::run() {
  const std::chrono::milliseconds budget(
      context_.all.migration(step_.revision).budget.milliseconds());
  if (budget.count() > 0) alarm_.emplace(budget, [this] { context_.database.cancel(); });
  try {
    run_in_time();
  } catch (...) {
    if (alarm_) alarm_->stop();
    throw;
  }
  if (alarm_) alarm_->stop();
  // Code that runs without SQL could not be cancelled, so the budget is checked here.
  if (is_over_budget()) throw error("over budget");
  if (!of_transaction_.commits) return;
  phase_ = phase::committing;
  context_.database.commit();
}

void step_attempt::run_in_time() {
  if (journal_) {
    journal_->begin();
  } else {
    require_unbegun();
    if (of_transaction_.begins) context_.database.begin(context_.settings.limits);
  }
  call();
  // The migration may have caught the error of the statement that the alarm cancelled.
  if (is_over_budget()) throw error("over budget");
  if (journal_) context_.database.begin(context_.settings.limits);
  verify();
  phase_ = phase::recording;
  record();
}

void step_attempt::call() {
  try {
    call_migration(context_.all, step_, context_.database.kind(), sink_,
                   context_.settings.arguments,
                   [this] { return context_.database.standard_strings(); });
  } catch (...) {
    sink_.settle();
    throw;
  }
  if (journal_) {
    journal_->finish();
  } else {
    sink_.check_end();
  }
}

void step_attempt::verify() {
  const versions& all = context_.all;
  const run_settings& settings = context_.settings;
  connection& database = context_.database;
  const bool up = step_.way == graph::direction::upgrade;
  if (!up || !all.migration(step_.revision).verify.is_given()) return;
  sink_.check_transaction();
  // The check runs in a fresh session, as in a later `revise verify`.
  if (sink_.sent_raw_sql()) database.restore_session(settings.limits);
  check_.emplace(database, [this] { return is_to_stop(); });
  phase_ = phase::checking;
  const bool may_write = all.migration(step_.revision).verify.may_write();
  if (may_write) database.execute("savepoint revise_check");
  try {
    call_verify(all, step_.revision, database.kind(), *check_, settings.arguments,
                [&database] { return database.standard_strings(); });
  } catch (...) {
    check_->settle();
    throw;
  }
  check_->check_transaction();
  if (may_write) {
    database.execute("rollback to savepoint revise_check; release savepoint revise_check");
  }
}

// Throws if an earlier run did a part of the step outside a transaction, which this step would
// repeat.
void step_attempt::require_unbegun() const {
  if (!is_begun()) return;
  const std::string& revision = context_.all.graph().at(step_.revision).id;
  throw error(
      fmt::format(
          "the {} of revision '{}' was partly applied by a run in which it was not transactional",
          name_of(step_.way), revision),
      fmt::format(
          "set .transactional = false again; or undo it by hand, then: delete from {} where "
          "revision = {}",
          context_.journal.sql_name(), quoted_literal(revision)));
}

bool step_attempt::is_begun() const {
  return !context_.journal.of(context_.all.graph().at(step_.revision).id, name_of(step_.way))
              .empty();
}

void step_attempt::record() {
  // The version rows must not be written with a role that the migration's SQL has set.
  const bool sent_raw_sql = sink_.sent_raw_sql() || (check_ && check_->sent_raw_sql());
  if (sent_raw_sql) context_.database.restore_session(context_.settings.limits);
  context_.table.apply(removed_, added_);
  // If the whole step is still queued, only the database's clock can measure how long it takes.
  const bool is_all_queued = context_.database.is_begin_queued();
  if (!is_all_queued) context_.database.flush();
  log_entry done = entry();
  done.result = "done";
  context_.log.append(done, is_all_queued ? log_time::and_since_begin : log_time::all);
  context_.journal.remove(context_.all.graph().at(step_.revision).id);
  // Of several steps in one transaction, only the last checks the lock: the check may lock a row,
  // which would stay locked until the commit.
  if (of_transaction_.commits && context_.settings.before_commit) {
    context_.settings.before_commit(context_.database);
  }
  if (journal_) {
    context_.database.flush();
  } else {
    sink_.check_transaction();
  }
}

double step_attempt::seconds() const {
  return std::chrono::duration<double>(clock::now() - start_).count();
}

aftermath step_attempt::left() const {
  if (phase_ == phase::committing && !context_.database.is_alive()) return aftermath::unknown;
  return left_without_commit();
}

aftermath step_attempt::left_without_commit() const {
  const bool ran_in_part = journal_ ? journal_->has_left_something() : is_begun();
  const bool lost = sink_.lost_transaction() || (check_ && check_->lost_transaction());
  return lost || ran_in_part ? aftermath::part : aftermath::nothing;
}

failure step_attempt::described(const std::exception_ptr& thrown) const {
  const std::string& revision = context_.all.graph().at(step_.revision).id;
  // The cancelled statement's error is not the cause.
  if (is_interrupted() && context_.database.is_alive()) {
    return {.message =
                fmt::format("interrupted in the {} of revision '{}'", name_of(step_.way), revision),
            .hint = interrupted_hint,
            .problems = {},
            .exit_code = interrupted_exit_code};
  }
  if (is_over_budget() && context_.database.is_alive()) return over_budget(thrown);
  try {
    std::rethrow_exception(thrown);
  } catch (const connection_error& e) {
    if (phase_ == phase::committing) {
      return {.message = fmt::format(
                  "it is unknown whether revision '{}' is applied: during its commit, {}", revision,
                  e.what()),
              .hint = remedy::look_and_repeat,
              .problems = e.problems()};
    }
    return {.message = e.what(),
            .hint = e.hint().empty() ? remedy::look_and_repeat : e.advised(),
            .problems = e.problems()};
  } catch (...) {
    failure why = phase_ == phase::checking
                      ? describe_verify(thrown, context_.all, step_.revision, check_->last())
                      : describe(thrown, context_.all, step_, sink_.last());
    if (why.sqlstate == "57014" && why.hint.empty()) {
      why.hint = cancelled_hint(why, context_.settings.limits);
    }
    if (why.hint.empty() && journal_ && journal_->has_left_something()) {
      why.hint =
          fmt::format("statements that already ran are kept; the same command resumes with {}",
                      phase_ == phase::checking ? std::string("the check")
                                                : fmt::format("statement {}", journal_->next()));
    }
    return why;
  }
}

failure step_attempt::described(commit_fate fate) const {
  return {.message = fmt::format("the connection to the server was lost during the commit of "
                                 "revision '{}'; a new connection shows that it was {}",
                                 context_.all.graph().at(step_.revision).id,
                                 fate == commit_fate::committed ? "committed" : "rolled back"),
          .hint = interrupted_hint,
          .problems = {}};
}

failure step_attempt::over_budget(const std::exception_ptr& thrown) const {
  const registered& migration = context_.all.migration(step_.revision);
  const std::string& revision = context_.all.graph().at(step_.revision).id;
  const std::string budget = limit_text(std::chrono::milliseconds(migration.budget.milliseconds()));
  const location last = phase_ == phase::checking ? check_->last() : sink_.last();
  std::string place = context_.all.place(place_of(thrown));
  if (place.empty()) place = context_.all.place(last);
  if (place.empty()) place = context_.all.place(migration.link.where);
  failure why = describe(thrown, context_.all, step_, last);
  why.message = fmt::format("{}{}the {} of revision '{}' took longer than its budget of {}", place,
                            place.empty() ? "" : ": ", name_of(step_.way), revision, budget);
  // Keeps the statement that was cancelled, if one was.
  if (why.statement.empty()) why.problems.clear();
  why.hint = "run again when the database is less busy, raise .budget, or do it in smaller parts";
  why.by_lock = false;
  return why;
}

log_entry step_attempt::entry() const {
  const auto note = context_.settings.notes.find(step_.revision);
  return {.revision = context_.all.graph().at(step_.revision).id,
          .direction = std::string(name_of(step_.way)),
          .result = {},
          .started_at = {},
          .seconds = seconds(),
          .sqlstate = {},
          .message = {},
          .statement = {},
          .source_hash = context_.all.source_hash(step_.revision),
          .note = note == context_.settings.notes.end() ? std::string() : note->second,
          .origin = context_.settings.origin,
          .db_role = {},
          .parents = logged_parents(context_.all.graph(), step_.revision)};
}

bool step_attempt::is_interrupted() const {
  return context_.settings.is_interrupted && context_.settings.is_interrupted();
}

}  // namespace revise
