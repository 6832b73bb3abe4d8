#pragma once

#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "operations/operation.h"
#include "script/sqlite_tables.h"

namespace revise {

/// Writes each operation as the text of a script.
class script_sink final : public operation_sink {
 public:
  /// `shadow` may be null, and follows. `transactional`: what is written stands in a transaction.
  explicit script_sink(database_kind kind, shadow_database* shadow = nullptr,
                       bool transactional = true)
      : kind_(kind), transactional_(transactional), shadow_(shadow), dialect_(dialect_of(kind)) {}

  /// `remark` takes what is to be known of the migration, a line each; may be empty.
  void set_remark(std::function<void(const std::string&)> remark) { remark_ = std::move(remark); }

  /// Throws `error` for what a script cannot hold.
  void accept(const operation& op, location where) override;

  // What reads data cannot be written down: these throw `error`.

  result_set query(const operations_data::query& asked, location where) override;
  soci::session& session(location where) override;

  /// What was accepted so far. Throws what one of the above has thrown, should the migration have
  /// caught it: its script would not be what it does.
  const std::string& text() const;

  /// What has to be first in the transaction, before the script's own statements: `set transaction
  /// isolation level ...`, each with a semicolon and a newline.
  const std::string& opening() const { return opening_; }

  /// Whether SQL of the migration's own is in it, which may change the session.
  bool has_raw_sql() const { return has_raw_sql_; }

  /// Whether all that was accepted are operations that adds_only() holds for.
  bool adds_only() const { return adds_only_; }

  /// Whether something was read, which was refused.
  bool has_read() const { return has_read_; }

  /// Where the last operation came from; line 0 before the first.
  location last() const { return last_; }

 private:
  template <class Function>
  void write(location where, Function&& function);
  [[noreturn]] void refuse_reading(location where);
  std::string text_of(const operation& op);
  std::string text_of_own(const operation& op);
  std::string text_of_raw(const operations_data::execute& raw);
  std::string take_opening(const std::string& sql, const std::string& file);
  std::vector<std::string> statements_of(const operation& op);
  std::string with_all_rows(const std::string& text) const;
  std::string written(const std::string& sql);
  void check_transaction(const std::string& sql, const std::string& file) const;
  [[noreturn]] void refuse(const std::string& sql, std::size_t offset, const std::string& file,
                           const char* message, const char* hint) const;

  database_kind kind_;
  bool transactional_;
  shadow_database* shadow_;
  const dialect& dialect_;
  std::string text_;
  std::string opening_;
  bool is_at_start_ = true;       // nothing but `set` was accepted
  bool strings_ = true;           // standard_conforming_strings where the next text begins
  bool reading_changed_ = false;  // by a text, and not put back
  std::function<void(const std::string&)> remark_;
  bool remarked_ = false;
  bool has_raw_sql_ = false;
  bool has_read_ = false;
  bool adds_only_ = true;
  bool is_writing_ = false;
  std::exception_ptr failed_;
  location last_;
};

}  // namespace revise
