#include "engine/script_sink.h"

#include <fmt/format.h>

#include "database/session_sql.h"
#include "database/sql_error.h"
#include "dialect/inlined_parameters.h"
#include "dialect/script_text.h"
#include "dialect/transaction_control.h"
#include "engine/all_rows.h"
#include "engine/copy_block.h"
#include "engine/sqlite_programs.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// Makes the shadow no sooner than something is asked of it.
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
    shadow_.blank().query("select " + std::string(expression), {});
  }

 private:
  shadow_database& shadow_;
};

}  // namespace

// Only the first failure counts: what comes after it follows from it.
template <class Function>
void script_sink::write(location where, Function&& function) {
  if (failed_) std::rethrow_exception(failed_);
  last_ = where;
  try {
    if (is_writing_) {
      throw error("the rows of a bulk_insert are under way, and nothing else can be done meanwhile",
                  "read before it what the rows need, or let copy_rows do it in the database");
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
  const bool sees_all_rows = kind_ == database_kind::postgresql && needs_all_rows(op);
  write(where, [&] { text_ += sees_all_rows ? with_all_rows(text_of(op)) : text_of(op); });
}

std::string script_sink::with_all_rows(const std::string& text) const {
  if (!transactional_) return fmt::format("begin;\n{};\n{}commit;\n", all_rows_or_none, text);
  return fmt::format("{};\n{}{};\n", set_aside_statement("row_security", "off"), text,
                     put_back_statement("row_security"));
}

std::string script_sink::text_of(const operation& op) {
  if (const auto* rows = std::get_if<data::bulk_insert>(&op)) {
    if (can_copy_) return copy_block(*rows);
  }
  if (const auto* raw = std::get_if<data::execute>(&op)) {
    has_raw_sql_ = true;
    check_transaction(raw->sql, raw->file);
    if (!raw->parameters.empty()) {
      return written(with_parameters(raw->sql, raw->parameters, kind_));
    }
  }
  std::string text;
  if (is_guard(op)) {
    // The shadow has no rows.
    for (const std::string& sql : dialect_.statements(op)) text += script_text(sql, kind_) + '\n';
    return text;
  }
  const std::vector<std::string> statements = statements_of(op);
  // What needs no look at the tables does not make them for this alone.
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

// What a run would find out when it sends the text.
void script_sink::check_transaction(const std::string& sql, const std::string& file) const {
  const auto refuse = [&](std::size_t offset, const char* message, const char* hint) {
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
  };
  if (!transactional_) {
    const auto command = transaction_command(sql, kind_);
    if (command) refuse(*command, transaction_command_message, ends_transaction_hint);
    return;
  }
  if (const auto end = transaction_end(sql, kind_)) {
    refuse(*end, ends_transaction_message, ends_transaction_hint);
  }
  if (const auto outside = statement_outside_transaction(sql, kind_)) {
    refuse(*outside, "this cannot run in a transaction", not_transactional_hint);
  }
}

std::string script_sink::written(const std::string& sql) {
  std::string text = script_text(sql, kind_) + '\n';
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
    throw error("a script cannot read data, as this revision does: it needs a database to run on",
                "run it without --sql, or let it do its work in SQL: execute, copy_rows");
  });
  std::rethrow_exception(failed_);
}

const std::string& script_sink::text() const {
  if (failed_) std::rethrow_exception(failed_);
  return text_;
}

}  // namespace revise
