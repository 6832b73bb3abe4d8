#include "script/script_sink.h"

#include <fmt/format.h>

#include "database/postgresql/session_sql.h"
#include "database/sql_error.h"
#include "dialect/all_rows.h"
#include "dialect/inlined_parameters.h"
#include "dialect/traits.h"
#include "engine/sqlite_programs.h"
#include "sql/reading_change.h"
#include "sql/script_text.h"
#include "sql/sql_statements.h"
#include "sql/transaction_control.h"
#include "sql/wrapped_transaction.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// Creates the shadow only when it is first queried.
class shadow_schema final : public schema_reader {
 public:
  explicit shadow_schema(shadow_database& shadow) : shadow_(shadow) {}

  result_set query(std::string_view sql, const std::vector<sql_value>& parameters) override {
    return shadow_.here().query(sql, parameters);
  }

  result_set query_after(std::string_view change, std::string_view sql) override {
    return query_sqlite_after(shadow_.here(), change, sql);
  }

  void compute(std::string_view expression) override {
    compute_sqlite_default(shadow_.blank(), expression);
  }

 private:
  shadow_database& shadow_;
};

}  // namespace

// Keeps the first failure, because later failures follow from it.
template <class Function>
void script_sink::write(location where, Function&& function) {
  if (failed_) std::rethrow_exception(failed_);
  last_ = where;
  try {
    if (is_writing_) {
      throw error("no other operation can run while the rows of a bulk_insert are being inserted",
                  "query what the rows need before the bulk_insert, or use copy_rows, which runs "
                  "in the database");
    }
    is_writing_ = true;
    function();
    is_writing_ = false;
  } catch (...) {
    failed_ = std::current_exception();
    throw;
  }
}

void script_sink::accept(const operation& op, location where) {
  adds_only_ = adds_only_ && revise::adds_only(op);
  const bool sees_all_rows = dialect_.traits().row_security && needs_all_rows(op);
  write(where, [&] { text_ += sees_all_rows ? with_all_rows(text_of(op)) : text_of(op); });
}

std::string script_sink::with_all_rows(const std::string& text) const {
  if (!transactional_) return fmt::format("begin;\n{};\n{}commit;\n", all_rows_or_none, text);
  return fmt::format("{};\n{}{};\n", set_aside_statement("row_security", "off"), text,
                     put_back_statement("row_security"));
}

std::string script_sink::text_of(const operation& op) {
  if (const auto* raw = std::get_if<data::execute>(&op)) {
    return text_of_raw(*raw);
  }
  is_at_start_ = false;
  std::string before = reading_changed_ ? std::string(strings_setting) + ";\n" : std::string();
  reading_changed_ = false;
  strings_ = true;
  return before + text_of_own(op);
}

std::string script_sink::text_of_raw(const data::execute& raw) {
  has_raw_sql_ = true;
  std::string sql = raw.sql;
  std::string modes;
  if (transactional_ && raw.parameters.empty() && break_of_transaction(sql, kind_, strings_)) {
    if (const auto around = transaction_around(sql, kind_, strings_)) {
      sql = without_transaction(sql, *around);
      modes = around->modes;
      if (remark_ && !remarked_) remark_(transaction_around_remark);
      remarked_ = true;
    }
  }
  check_transaction(sql, raw.file);
  if (!raw.parameters.empty()) {
    is_at_start_ = false;
    return written(with_parameters(sql, raw.parameters, kind_));
  }
  if (!traits_of(kind_).string_setting) return written(sql);
  if (!modes.empty()) take_opening("set transaction " + modes, raw.file);
  std::string text = written(transactional_ ? take_opening(sql, raw.file) : sql);
  statement_splitter reader(sql, kind_, strings_);
  while (reader.next()) {
  }
  strings_ = reader.standard_strings();
  if (may_change_reading(sql)) {
    reading_changed_ = true;
    text += std::string(utf8_setting) + ";\n";
  }
  return text;
}

// Removes from `sql` the statements that must come before the script's own statements in the
// transaction, and returns the rest.
std::string script_sink::take_opening(const std::string& sql, const std::string& file) {
  opening_statements found = statements_to_be_first(sql, is_at_start_, strings_);
  if (found.too_late) refuse(sql, *found.too_late, file, too_late_message, too_late_hint);
  for (const std::string& statement : found.statements) opening_ += statement + ";\n";
  is_at_start_ = found.is_first;
  return std::move(found.rest);
}

std::string script_sink::text_of_own(const operation& op) {
  std::string text;
  if (is_guard(op)) {
    // The guard is only written: the shadow has no rows to check.
    for (const std::string& sql : dialect_.statements(op)) text += script_text(sql, kind_) + '\n';
    return text;
  }
  const std::vector<std::string> statements = statements_of(op);
  // Operations that do not look at the tables do not create the shadow just for this check.
  const bool may_break = shadow_ != nullptr && shadow_->is_made() && may_break_programs(op);
  const broken_programs broken =
      may_break ? broken_programs_of(shadow_->here()) : broken_programs();
  for (const std::string& statement : statements) {
    check_transaction(statement, {});
    text += written(statement);
  }
  if (may_break) require_unbroken(shadow_->here(), broken, op);
  return text;
}

std::vector<std::string> script_sink::statements_of(const operation& op) {
  if (shadow_ == nullptr) return dialect_.statements(op);
  shadow_schema there(*shadow_);
  try {
    return dialect_.statements(op, there);
  } catch (const sql_error& e) {
    throw sql_error(e.failure(), last_);
  }
}

// Refuses what a run would refuse when it sends the text.
void script_sink::check_transaction(const std::string& sql, const std::string& file) const {
  if (!transactional_) {
    const auto command = transaction_command(sql, kind_, strings_);
    if (command) refuse(sql, command->offset, file, command->message, transaction_command_hint);
    return;
  }
  if (const auto found = break_of_transaction(sql, kind_, strings_)) {
    refuse(sql, found->offset, file, found->message, transaction_command_hint);
  }
  if (const auto outside = statement_outside_transaction(sql, kind_, strings_)) {
    refuse(sql, *outside, file, "this statement cannot run in a transaction",
           not_transactional_hint);
  }
}

void script_sink::refuse(const std::string& sql, std::size_t offset, const std::string& file,
                         const char* message, const char* hint) const {
  sql_error refused({.sqlstate = {},
                     .message = message,
                     .detail = {},
                     .hint = {},
                     .context = {},
                     .statement = sql,
                     .position = offset + 1},
                    last_, file);
  refused.set_hint(hint);
  throw refused;
}

std::string script_sink::written(const std::string& sql) {
  std::string text = script_text(sql, kind_, strings_) + '\n';
  if (shadow_ == nullptr) return text;
  try {
    shadow_->follow(sql);
  } catch (const sql_error& e) {
    throw sql_error(e.failure(), last_);
  }
  return text;
}

result_set script_sink::query(const data::query&, location where) { refuse_reading(where); }

soci::session& script_sink::session(location where) { refuse_reading(where); }

void script_sink::refuse_reading(location where) {
  has_read_ = true;
  write(where, [] {
    throw error("this revision reads data, which a script cannot do: it needs a database",
                "run the revision on a database, or do its work in SQL with execute or copy_rows");
  });
  std::rethrow_exception(failed_);
}

const std::string& script_sink::text() const {
  if (failed_) std::rethrow_exception(failed_);
  return text_;
}

}  // namespace revise
