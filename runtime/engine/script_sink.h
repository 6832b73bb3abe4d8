#pragma once

#include <exception>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "engine/shadow_database.h"
#include "operations/operation.h"

namespace revise {

/// Writes each operation as the text of a script.
class script_sink final : public operation_sink {
 public:
  /// `can_copy`: rows may stand in the script as `copy from stdin` has them; the shell must then
  /// run it, not pass over it, or it would take them for SQL. `shadow` may be null, and follows.
  /// `transactional`: what is written stands in a transaction.
  script_sink(database_kind kind, bool can_copy, shadow_database* shadow = nullptr,
              bool transactional = true)
      : kind_(kind),
        can_copy_(can_copy),
        transactional_(transactional),
        shadow_(shadow),
        dialect_(dialect_of(kind)) {}

  /// Throws `error` for what a script cannot hold.
  void accept(const operation& op, location where) override;

  // What reads data cannot be written down: these throw `error`.

  result_set query(const operations_data::query& asked, location where) override;
  soci::session& session(location where) override;

  /// What was accepted so far. Throws what one of the above has thrown, should the migration have
  /// caught it: its script would not be what it does.
  const std::string& text() const;

  /// Whether SQL of the migration's own is in it, which may change the session.
  bool has_raw_sql() const { return has_raw_sql_; }

  /// Whether something was read, which was refused.
  bool has_read() const { return has_read_; }

  /// Where the last operation came from; line 0 before the first.
  location last() const { return last_; }

 private:
  template <class Function>
  void write(location where, Function&& function);
  [[noreturn]] void refuse_reading(location where);
  std::string text_of(const operation& op);
  std::vector<std::string> statements_of(const operation& op);
  std::string with_all_rows(const std::string& text) const;
  std::string written(const std::string& sql);
  void check_transaction(const std::string& sql, const std::string& file) const;

  database_kind kind_;
  bool can_copy_;
  bool transactional_;
  shadow_database* shadow_;
  const dialect& dialect_;
  std::string text_;
  bool has_raw_sql_ = false;
  bool has_read_ = false;
  bool is_writing_ = false;
  std::exception_ptr failed_;
  location last_;
};

}  // namespace revise
