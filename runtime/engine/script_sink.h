#pragma once

#include <string>

#include "dialect/dialect.h"
#include "operations/operation.h"

namespace revise {

/// Writes each operation as the text of a script.
class script_sink final : public operation_sink {
 public:
  explicit script_sink(database_kind kind) : kind_(kind), dialect_(dialect_of(kind)) {}

  /// Throws `error` for what a script cannot hold.
  void accept(const operation& op, location where) override;

  /// What was accepted so far.
  const std::string& text() const { return text_; }

  /// Whether SQL of the migration's own is in it, which may change the session.
  bool has_raw_sql() const { return has_raw_sql_; }

  /// Where the last operation came from; line 0 before the first.
  location last() const { return last_; }

 private:
  database_kind kind_;
  const dialect& dialect_;
  std::string text_;
  bool has_raw_sql_ = false;
  location last_;
};

}  // namespace revise
