#pragma once

#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "operations/operation.h"
#include "script/sqlite_tables.h"

namespace revise {

/// Writes each operation as text of a script.
class script_sink final : public operation_sink {
 public:
  /// `shadow` may be null; every operation is applied to it. `transactional`: the text is written
  /// inside a transaction.
  explicit script_sink(database_kind kind, shadow_database* shadow = nullptr,
                       bool transactional = true)
      : kind_(kind), transactional_(transactional), shadow_(shadow), dialect_(dialect_of(kind)) {}

  /// `remark` receives one-line remarks about the migration; may be empty.
  void set_remark(std::function<void(const std::string&)> remark) { remark_ = std::move(remark); }

  /// Throws `error` for an operation that a script cannot contain.
  void accept(const operation& op, location where) override;

  // Reading data is impossible in a script: these functions throw `error`.

  result_set query(const operations_data::query& asked, location where) override;
  soci::session& session(location where) override;

  /// The text of the operations so far. If a function of this class has thrown, throws that again,
  /// in case the migration caught it: the script would be incomplete.
  const std::string& text() const;

  /// The statements that must come first in the transaction, before the script's own: `set
  /// transaction isolation level ...`, each with a semicolon and a newline.
  const std::string& opening() const { return opening_; }

  /// Whether the text contains the migration's own SQL, which may change the session.
  bool has_raw_sql() const { return has_raw_sql_; }

  /// Whether adds_only() is true for all operations so far.
  bool adds_only() const { return adds_only_; }

  /// Whether the migration tried to read, which was refused.
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
  bool is_at_start_ = true;       // only `set` statements so far
  bool strings_ = true;           // standard_conforming_strings where the next text begins
  bool reading_changed_ = false;  // a text changed it, and it was not reset
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
