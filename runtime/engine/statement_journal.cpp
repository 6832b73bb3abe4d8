#include "engine/statement_journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "database/read_only.h"
#include "database/sql_error.h"
#include "engine/backfill_run.h"
#include "sql/quoted_literal.h"
#include "sql/sql_scanner.h"
#include "sql/transaction_control.h"

namespace revise {

namespace {

// Whether the statement must run outside a transaction (25001), or calls a procedure that commits
// (2D000).
bool has_to_run_alone(const sql_error& e) {
  return e.failure().sqlstate == "25001" || e.failure().sqlstate == "2D000";
}

bool has_text(const std::string& sql, std::string_view word) {
  return std::search(sql.begin(), sql.end(), word.begin(), word.end(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         }) != sql.end();
}

// Whether the statement may need its database without other sessions: `create database ...
// template` with the current database works only if no other session is connected to it.
bool needs_database_alone(const std::string& sql) {
  sql_scanner scanner(sql, database_kind::postgresql);
  const auto first = scanner.next();
  if (!first || !(first->is("create") || first->is("drop") || first->is("alter"))) return false;
  const auto second = scanner.next();
  return second && second->is("database");
}

}  // namespace

void statement_journal::begin() {
  context_.table.ensure();
  context_.table.refresh();
  for (journal_entry& entry : context_.table.of(context_.revision, context_.direction)) {
    before_.emplace(entry.position, std::move(entry));
  }
  has_left_something_ = !before_.empty();
  context_.database.restore_session();
}

void statement_journal::run(const journaled_statement& statement,
                            const std::function<void()>& send) {
  require_no_transaction();
  const database_kind kind = context_.database.kind();
  has_raw_sql_ = has_raw_sql_ || statement.is_raw;
  if (!statement.sql.empty() && is_of_session(statement.sql, kind)) {
    // The migration's own setting overrides the configured limit.
    if (has_text(statement.sql, "lock_timeout")) context_.limits.lock_timeout.reset();
    if (has_text(statement.sql, "statement_timeout")) {
      context_.limits.statement_timeout.reset();
      sets_statement_timeout_ = true;
    }
    send();
    return;
  }
  if (has_run(statement)) return;
  if (statement_outside_transaction(statement.sql, kind)) {
    run_alone(statement, send);
  } else if (!run_in_transaction(statement, send)) {
    run_alone(statement, send);
  }
  is_running_ = false;
  has_gone_on_ = true;
}

void statement_journal::backfill(const operations_data::backfill& fill,
                                 const journaled_statement& statement) {
  require_no_transaction();
  if (has_run(statement)) return;
  const place here{.position = position_, .text = statement.text};
  const backfill_place checkpoint{
      .revision = context_.revision, .direction = context_.direction, .position = position_};
  run_backfill(fill, {.database = context_.database,
                      .checkpoints = context_.checkpoints,
                      .place = checkpoint,
                      .statement = statement.text,
                      .limits = context_.limits,
                      .is_interrupted = context_.is_interrupted,
                      .before_commit = context_.before_commit,
                      .remark = [this](const std::string& line) { remark(line); },
                      .progress = context_.progress,
                      .with_own_role = [this] { write_with_own_role(); },
                      .resumed = [this] { has_left_something_ = true; },
                      .batch_done = [this] { has_left_something_ = has_gone_on_ = true; }});
  in_transaction([&] {
    write(here, statement_state::done);
    context_.checkpoints.remove(checkpoint);
  });
  is_running_ = false;
  has_left_something_ = has_gone_on_ = true;
}

// Moves on to the next statement. Returns true if it ran before and is skipped.
bool statement_journal::has_run(const journaled_statement& statement) {
  ++position_;
  is_running_ = true;
  const auto before = before_.find(position_);
  if (before != before_.end() && is_done(before->second)) {
    require_same(before->second, statement);
    if (!is_gone(before->second)) {
      if (passed_from_ == 0) passed_from_ = position_;
      passed_to_ = position_;
      is_running_ = false;
      return true;
    }
  }
  report_passed();
  return false;
}

result_set statement_journal::read(const std::function<result_set()>& ask) {
  require_no_transaction();
  const read_only_transaction reading(context_.database, context_.limits);
  try {
    result_set found = ask();
    context_.database.commit();
    return found;
  } catch (sql_error& e) {
    if (is_refused_write(e.failure().sqlstate, e.failure().message)) {
      e.set_hint(
          "in a revision that is not transactional, op.query may only read: change rows with "
          "op.execute");
    }
    throw;
  }
}

void statement_journal::finish() {
  report_passed();
  // Removes the checkpoint of a backfill that is no longer in the migration.
  if (context_.checkpoints.exists()) {
    in_transaction([&] {
      write_with_own_role();
      context_.checkpoints.remove(context_.revision, context_.direction);
    });
  }
  for (auto more = before_.upper_bound(position_); more != before_.end(); ++more) {
    if (!is_done(more->second)) continue;
    error refused(
        fmt::format("statement {} ran before, but is no longer in the migration", more->first),
        undo_hint(more->first, "put it back"));
    refused.set_problems(
        {fmt::format("ran: {}", difference_of(more->second.statement, {}).before)});
    throw refused;
  }
}

// A lock_timeout would also end a concurrent build's wait for other transactions, and leave an
// INVALID index (CREATE INDEX, "Building Indexes Concurrently"). So would a statement_timeout of
// the role, which was not meant for a build.
transaction_limits statement_journal::limits_alone(bool is_concurrent) const {
  transaction_limits limits{.lock_timeout = {},
                            .statement_timeout = context_.limits.statement_timeout};
  if (!is_concurrent) return limits;
  limits.lock_timeout = transaction_limits::off;
  if (!limits.statement_timeout && !sets_statement_timeout_) {
    limits.statement_timeout = transaction_limits::off;
  }
  return limits;
}

// Returns false if the statement must run outside a transaction.
bool statement_journal::run_in_transaction(const journaled_statement& statement,
                                           const std::function<void()>& send) {
  context_.database.begin(context_.limits);
  try {
    context_.database.watch_references();
    send();
    write({.position = position_, .text = statement.text}, statement_state::done);
    if (context_.before_commit) context_.before_commit(context_.database);
    context_.database.commit();
  } catch (const sql_error& e) {
    context_.database.rollback();
    if (!statement.sql.empty() && has_to_run_alone(e)) return false;
    throw;
  } catch (...) {
    context_.database.rollback();
    throw;
  }
  has_left_something_ = true;
  return true;
}

void statement_journal::run_alone(const journaled_statement& statement,
                                  const std::function<void()>& send) {
  const statement_effect effect =
      traits_.traceable_statements ? effect_of(statement.sql) : statement_effect();
  if (effect.what == statement_effect::kind::index_created && effect.name.empty()) {
    throw error(
        "an index that is built concurrently needs a name, so that its remains can be found after "
        "a failure",
        "create index concurrently NAME on ...");
  }
  const place here{.position = position_, .text = statement.text};
  write_alone(here, statement_state::started);
  has_left_something_ = true;
  try {
    if (context_.needs_database && needs_database_alone(statement.sql)) context_.needs_database();
    send_alone(effect, send);
  } catch (const connection_error&) {
    throw;
  } catch (error& e) {
    report_failure(here, effect, e);
    throw;
  }
  write_alone(here, statement_state::done);
}

// Through a pooler, the limits of the role and of the server apply, and this run cannot lift them.
void statement_journal::report_pooled_limit(error& e) {
  const auto* refused = dynamic_cast<const sql_error*>(&e);
  if (refused == nullptr || !traits_.sessions) return;
  const std::string& state = refused->failure().sqlstate;
  if ((state != "57014" && state != "55P03") || !context_.database.is_pooled()) return;
  e.set_hint(
      "through a pooler, no limit can be set for a statement outside a transaction: connect to the "
      "server directly, then run again");
}

// The migration's SQL may have set a role that must not write the journal.
void statement_journal::write_with_own_role() {
  if (has_raw_sql_) context_.database.resume_role();
}

void statement_journal::write(const place& here, statement_state state) {
  write_with_own_role();
  context_.table.write({.revision = context_.revision,
                        .direction = context_.direction,
                        .position = here.position,
                        .statement = here.text,
                        .state = state});
}

void statement_journal::write_alone(const place& here, statement_state state) {
  in_transaction([&] { write(here, state); });
}

void statement_journal::check_lock() {
  if (context_.before_commit) in_transaction([] {});
}

void statement_journal::in_transaction(const std::function<void()>& what) {
  context_.database.begin();
  try {
    what();
    if (context_.before_commit) context_.before_commit(context_.database);
    context_.database.commit();
  } catch (...) {
    context_.database.rollback();
    throw;
  }
}

void statement_journal::require_no_transaction() const {
  if (!context_.database.in_transaction()) return;
  throw error("the migration began a transaction and did not end it",
              "end the transaction, or remove .transactional = false");
}

void statement_journal::require_same(const journal_entry& before,
                                     const journaled_statement& statement) const {
  if (before.statement == statement.text) return;
  error refused(
      fmt::format("statement {} has changed since it ran", before.position),
      undo_hint(before.position, "restore it as it ran, and make the change in a later operation"));
  const text_difference difference = difference_of(before.statement, statement.text);
  refused.set_problems(
      {fmt::format("ran: {}", difference.before), fmt::format("now: {}", difference.now)});
  throw refused;
}

void statement_journal::refuse_unknown(const journal_entry& before) const {
  error refused(
      fmt::format("a run was cut off in statement {}, and the outcome is unknown", before.position),
      fmt::format("check whether the statement took effect, then record it: update {} set state = "
                  "'done' where {}; with 'failed' it runs again",
                  context_.table.sql_name(), where_condition(before.position)));
  refused.set_problems({fmt::format("in: {}", difference_of(before.statement, {}).before)});
  throw refused;
}

std::string statement_journal::undo_hint(int position, std::string_view other) const {
  return fmt::format("{}; or undo its effect by hand, then: delete from {} where {}", other,
                     context_.table.sql_name(), where_condition(position));
}

std::string statement_journal::where_condition(int position) const {
  return fmt::format("revision = {} and direction = '{}' and position = {}",
                     quoted_literal(context_.revision), context_.direction, position);
}

void statement_journal::remark(const std::string& line) {
  report_passed();
  context_.remark(line);
}

void statement_journal::report_passed() {
  if (passed_from_ == 0) return;
  const int from = std::exchange(passed_from_, 0);
  context_.remark(from == passed_to_
                      ? fmt::format("statement {} ran before", from)
                      : fmt::format("statements {} to {} ran before", from, passed_to_));
}

}  // namespace revise
