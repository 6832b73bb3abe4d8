#include "engine/live_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "database/postgresql/session_sql.h"
#include "database/sql_error.h"
#include "dialect/all_rows.h"
#include "dialect/sqlite/stop.h"
#include "engine/connection_schema.h"
#include "engine/error_place.h"
#include "engine/sqlite_programs.h"
#include "engine/text_parts.h"
#include "operations/owned_value.h"
#include "sql/reading_change.h"
#include "sql/separate_statements.h"
#include "sql/sql_statements.h"
#include "sql/transaction_control.h"
#include "sql/wrapped_transaction.h"

namespace revise {

namespace {

namespace data = operations_data;

// The number of rows after which a long bulk_insert checks again whether to stop.
constexpr unsigned rows_between_questions = 4096;

void require_no_nul(const std::vector<sql_value>& parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (has_nul(parameters[i])) {
      throw error(fmt::format("parameter ${}: {}", i + 1, nul_in_text), nul_hint);
    }
  }
}

// Where a queued statement comes from.
struct queued_source {
  location where;
  std::string file;
  std::string text;  // the whole text, if the statement is a part of it; else empty
  std::shared_ptr<std::exception_ptr> failed;
};

void judge(const statement_answer& answer, const queued_source& of, std::size_t offset) {
  try {
    answer.rows();
  } catch (const sql_error& e) {
    const bool is_part = !of.text.empty();
    const sql_error result = placed(is_part ? placed_in(of.text, e, offset) : e, of.where, of.file,
                                    database_kind::postgresql);
    *of.failed = std::make_exception_ptr(result);
    throw result;
  }
}

}  // namespace

// Calls `function` and returns its result. An SQL error is located at `where` (in `file`, if the
// SQL came from a file), unless it belongs to an operation queued earlier.
template <class Function>
auto live_sink::located(location where, const std::string& file, Function&& function) {
  try {
    return function();
  } catch (const sql_error& e) {
    if (e.where().line != 0) throw;
    const sql_error result = placed(e, where, file, database_.kind());
    if (enqueues_ && database_.has_failed()) *failed_ = std::make_exception_ptr(result);
    throw result;
  }
}

void live_sink::accept(const operation& op, location where) {
  start(where);
  if (!adds_only(op)) watch_references(where);
  if (const auto* raw = std::get_if<data::execute>(&op)) {
    see_all_rows(false, where);
    sent_raw_sql_ = true;
    require_no_nul(raw->parameters);
    if (journal_ != nullptr) {
      require_no_transaction_command(raw->sql, where, raw->file);
      send_apart(*raw, where);
      return database_.restore_reading(false);
    }
    send_raw(*raw, where);
    database_.restore_reading(false);
    return require_transaction();
  }
  database_.restore_reading(true);
  if (const auto* fill = std::get_if<data::backfill>(&op)) {
    require_journal(*fill);
    const journaled_statement statement = journaled(op, dialect_);
    return located(where, {}, [&] { journal_->backfill(*fill, statement); });
  }
  see_all_rows(needs_all_rows(op), where);
  const auto send_it = [&] {
    if (traits_.row_security && journal_ != nullptr && needs_all_rows(op)) {
      send_statement(all_rows_or_none, where);
    }
    if (const auto* rows = std::get_if<data::bulk_insert>(&op)) {
      insert(*rows, where);
    } else if (is_guard(op)) {
      check(op, where);
    } else {
      send(op, where);
    }
  };
  if (journal_ != nullptr) return run_apart(journaled(op, dialect_), where, send_it);
  send_it();
  require_transaction();
}

void live_sink::require_journal(const data::backfill& fill) const {
  if (journal_ != nullptr) return;
  throw error(fmt::format("the backfill of '{}' commits after each batch, but this revision runs "
                          "in one transaction",
                          fill.table),
              not_transactional_hint);
}

void live_sink::send(const data::execute& raw, location where) {
  if (may_set_savepoint(raw.sql)) {
    database_.flush();
    enqueues_ = false;
  }
  if (!enqueues_ || may_change_reading(raw.sql)) return send_at_once(raw, where);
  const auto statements = separate_statements(raw.sql, !raw.parameters.empty());
  if (!statements) return send_at_once(raw, where);
  located(where, raw.file, [&] { enqueue(raw, *statements, where); });
}

void live_sink::send_at_once(const data::execute& raw, location where) {
  if (!raw.parameters.empty()) {
    located(where, raw.file, [&] { database_.execute(raw.sql, raw.parameters); });
  } else if (traits_.one_round_trip && is_sent_in_parts(raw.sql)) {
    send_in_parts(raw, where);
  } else {
    located(where, raw.file, [&] { database_.execute(raw.sql); });
  }
}

void live_sink::send_in_parts(const data::execute& raw, location where) {
  if (!database_.standard_strings()) database_.flush();
  const auto send_part = [&](std::size_t begin, std::size_t end) {
    throw_if_interrupted();
    located(where, raw.file, [&] {
      try {
        database_.execute(std::string_view(raw.sql).substr(begin, end - begin));
      } catch (const sql_error& e) {
        throw placed_in(raw.sql, with_statement_place(e), begin);
      }
    });
  };
  revise::send_in_parts(database_, raw.sql, send_part);
}

void live_sink::enqueue(const data::execute& raw, const std::vector<sql_statement>& statements,
                        location where) {
  const bool is_one = statements.size() == 1;
  const auto source = std::make_shared<const queued_source>(
      queued_source{where, raw.file, is_one ? std::string() : raw.sql, failed_});
  for (const sql_statement& statement : statements) {
    database_.enqueue(std::string(statement.text), raw.parameters,
                      [source, offset = statement.offset](const statement_answer& answer) {
                        judge(answer, *source, offset);
                      });
  }
}

// Sends one statement of an operation. It can contain several if the migration passed them as part
// of an operation.
void live_sink::send_statement(const std::string& sql, location where) {
  try {
    send(data::execute{.sql = sql}, where);
  } catch (const sql_error& e) {
    const std::string_view stopped = sqlite_stop_message(sql, e.failure().message);
    if (stopped.empty()) throw;
    throw error(std::string(stopped));
  }
}

void live_sink::send(const operation& op, location where) {
  connection_schema there(database_);
  const std::vector<std::string> statements =
      located(where, {}, [&] { return dialect_.statements(op, there); });
  // On PostgreSQL, an error fails the transaction. On SQLite, a migration may catch the error and
  // continue, with a table that is only half changed.
  const bool may_stay = !traits_.error_fails_transaction;
  const bool may_break = may_stay && !statements.empty() && may_break_programs(op);
  const bool by_savepoint = may_stay && (statements.size() > 1 || may_break);
  const broken_programs broken = may_break ? broken_programs_of(database_) : broken_programs();
  const auto run = [&](const char* sql) { located(where, {}, [&] { database_.execute(sql); }); };
  if (by_savepoint) run("savepoint revise_operation");
  try {
    for (const std::string& statement : statements) send_statement(statement, where);
    if (may_break) require_unbroken(database_, broken, op);
  } catch (...) {
    if (by_savepoint && database_.in_transaction()) {
      database_.execute("rollback to revise_operation; release revise_operation");
    }
    throw;
  }
  if (by_savepoint) run("release revise_operation");
}

void live_sink::check(const operation& op, location where) {
  const guard_sql guard = dialect_.guard(op);
  const auto run = [&](const std::vector<std::string>& statements) {
    for (const std::string& sql : statements) send_statement(sql, where);
  };
  run(guard.before);
  if (!guard.breach.empty()) {
    const result_set found = located(where, {}, [&] { return database_.query(guard.breach, {}); });
    if (const auto& breach = found.cells.at(0)) throw error(*breach);
  }
  run(guard.after);
}

result_set live_sink::query(const data::query& asked, location where) {
  start(where);
  see_all_rows(false, where);
  sent_raw_sql_ = true;
  watch_references(where);
  require_no_nul(asked.parameters);
  require_no_transaction_command(asked.sql, where, {});
  const auto ask = [&] { return database_.query(asked.sql, asked.parameters); };
  result_set found =
      located(where, {}, [&] { return journal_ != nullptr ? journal_->read(ask) : ask(); });
  database_.restore_reading(false);
  require_transaction();
  return found;
}

soci::session& live_sink::session(location where) {
  start(where);
  see_all_rows(false, where);
  sent_raw_sql_ = true;
  watch_references(where);
  database_.flush();
  enqueues_ = false;
  return database_.session();
}

void live_sink::start(location where) {
  if (inserting_) {
    throw error("no other operation can run while the rows of a bulk_insert are being inserted",
                "query what the rows need before the bulk_insert, or use copy_rows, which runs in "
                "the database");
  }
  last_ = where;
  throw_if_interrupted();
  check_swallowed();
}

void live_sink::watch_references(location where) {
  located(where, {}, [&] { database_.watch_references(); });
}

void live_sink::throw_if_interrupted() const {
  if (is_interrupted_ && is_interrupted_()) throw error("interrupted");
}

void live_sink::check_swallowed() const {
  if (*failed_ && database_.has_failed()) std::rethrow_exception(*failed_);
}

void live_sink::check_end() {
  check_swallowed();
  require_transaction();
}

void live_sink::settle() {
  const bool is_to_stop = is_interrupted_ && is_interrupted_();
  if (enqueues_ && !is_to_stop && database_.is_alive()) database_.flush();
}

// A `begin` and a `commit` around the whole text do what the transaction already does, so they are
// removed.
void live_sink::send_raw(const data::execute& raw, location where) {
  const bool strings = database_.standard_strings();
  if (!break_of_transaction(raw.sql, database_.kind(), strings)) return send(raw, where);
  const auto around = raw.parameters.empty()
                          ? transaction_around(raw.sql, database_.kind(), strings)
                          : std::nullopt;
  if (!around) require_no_transaction_command(raw.sql, where, raw.file);
  if (remark_ && !remarked_) remark_(transaction_around_remark);
  remarked_ = true;
  if (!around->modes.empty()) {
    send(data::execute{.sql = "set transaction " + around->modes}, where);
  }
  data::execute inner{.sql = without_transaction(raw.sql, *around)};
  inner.file = raw.file;
  send(inner, where);
}

// Checks before any statement of the text is sent: the statements before a `commit` would otherwise
// be kept.
void live_sink::require_no_transaction_command(const std::string& sql, location where,
                                               const std::string& file) const {
  const database_kind kind = database_.kind();
  const bool strings = database_.standard_strings();
  const auto found = journal_ != nullptr ? transaction_command(sql, kind, strings)
                                         : break_of_transaction(sql, kind, strings);
  if (!found) return;
  sql_error refused({.sqlstate = {},
                     .message = found->message,
                     .detail = {},
                     .hint = {},
                     .context = {},
                     .statement = sql,
                     .position = found->offset + 1},
                    where, file);
  refused.set_hint(transaction_command_hint);
  throw refused;
}

// Sends each statement separately: PostgreSQL runs the statements of one text as one transaction
// (manual, 55.2.2.1).
void live_sink::send_apart(const data::execute& raw, location where) {
  if (!raw.parameters.empty()) {
    const journaled_statement statement{
        .sql = raw.sql, .text = journal_text(raw.sql, raw.parameters), .is_raw = true};
    return run_apart(statement, where, [&] { send_at_once(raw, where); });
  }
  statement_splitter reader(raw.sql, database_.kind(), database_.standard_strings());
  while (const std::optional<sql_statement> statement = reader.next()) {
    const std::string sql(statement->text);
    const auto send_it = [&] { located(where, raw.file, [&] { send_one(raw, *statement); }); };
    run_apart({.sql = sql, .text = journal_text(sql), .is_raw = true}, where, send_it);
    reader.set_standard_strings(database_.standard_strings());
  }
}

// An error that only the commit reports is located as well.
void live_sink::run_apart(const journaled_statement& statement, location where,
                          const std::function<void()>& send) {
  try {
    journal_->run(statement, send);
  } catch (const sql_error& e) {
    if (e.where().line != 0) throw;
    throw sql_error(e.failure(), where);
  }
}

// An error's position is counted in the whole text.
void live_sink::send_one(const data::execute& raw, const sql_statement& statement) {
  try {
    database_.execute(statement.text);
  } catch (const sql_error& e) {
    throw placed_in(raw.sql, e, statement.offset);
  }
}

void live_sink::check_transaction() {
  if (database_.is_alive()) see_all_rows(false, last_);
  database_.flush();
  check_end();
}

// After an operation that needs all rows, SQL must again see only what its role may see. The
// setting stays until such SQL follows, so that several operations in a row change it only once.
// Without a transaction around the revision, each operation has its own, and the setting ends with
// it.
void live_sink::see_all_rows(bool all, location where) {
  if (!traits_.row_security || journal_ != nullptr || all == sees_all_rows_) return;
  if (database_.has_failed() || !database_.in_transaction()) return;
  sees_all_rows_ = all;
  send_statement(
      all ? set_aside_statement("row_security", "off") : put_back_statement("row_security"), where);
}

// Throws if the SQL has ended the transaction. A queued statement is checked only after it was
// sent.
void live_sink::require_transaction() {
  if (journal_ != nullptr || database_.in_begun_transaction()) return;
  lost_transaction_ = true;
  throw error(
      "the SQL ended the transaction that revise had begun; statements before its 'commit' took "
      "effect, but the revision is not recorded",
      "remove 'begin', 'commit' and 'rollback' from the SQL, and repair the database by hand");
}

// `copy` is refused for a view and for a table with row security, where `insert` is allowed
// (PostgreSQL manual, COPY). This is checked beforehand, because a refusal fails the transaction.
bool live_sink::takes_no_copy(const bulk_target& target, location where) {
  if (!traits_.row_security) return false;
  bool takes_none = false;
  located(where, {}, [&] {
    database_.enqueue(
        "select from pg_catalog.pg_class where oid operator(pg_catalog.=) "
        "pg_catalog.to_regclass($1) and (relkind operator(pg_catalog.=) 'v' or "
        "pg_catalog.row_security_active(oid))",
        {target.table},
        [&takes_none](const statement_answer& answer) { takes_none = answer.rows() > 0; });
    database_.flush();
  });
  return takes_none;
}

void live_sink::insert(const data::bulk_insert& op, location where) {
  const bulk_target target = dialect_.target_of(op);
  if (takes_no_copy(target, where)) return send(op, where);
  const std::unique_ptr<bulk_writer> writer =
      located(where, {}, [&] { return database_.begin_bulk(target.table, target.columns); });
  struct flag {
    bool& is;
    explicit flag(bool& f) : is(f) { is = true; }
    ~flag() { is = false; }
    flag(const flag&) = delete;
    flag& operator=(const flag&) = delete;
  } inserting(inserting_);
  unsigned rows = 0;
  // The migration might catch the error and continue, which would leave half of the rows.
  std::exception_ptr failed;
  op.rows([&](std::span<const value> row) {
    if (failed) std::rethrow_exception(failed);
    try {
      if (++rows % rows_between_questions == 0 && is_interrupted_ && is_interrupted_()) {
        throw error("interrupted");
      }
      located(where, {}, [&] { writer->add(row); });
    } catch (...) {
      failed = std::current_exception();
      throw;
    }
  });
  if (failed) std::rethrow_exception(failed);
  located(where, {}, [&] { writer->finish(); });
}

}  // namespace revise
