#pragma once

#include <string>
#include <utility>

namespace revise {

/// SQL that a migration gives as part of an operation: a condition, an expression, the name of a
/// type. It may end in a comment, or be incomplete. So it is not a string: only sql_piece()
/// (sql/sql_piece.h) can format it and join it with other text.
class raw_sql {
 public:
  raw_sql() = default;
  raw_sql(std::string given) : text_(std::move(given)) {}  // NOLINT(google-explicit-constructor)
  raw_sql(const char* given) : text_(given) {}             // NOLINT(google-explicit-constructor)

  bool empty() const { return text_.empty(); }

  /// Returns the text as the migration gives it, to show, compare or parse. A statement must use
  /// sql_piece().
  const std::string& as_given() const { return text_; }

  bool operator==(const raw_sql&) const = default;

 private:
  std::string text_;
};

}  // namespace revise
