#pragma once

#include <revise/data_operations.h>
#include <revise/maybe.h>

namespace revise {

/// `op.expect_rows("users", {.at_least = 1, .where = "is_admin"})`. Give `exactly`, or one or both
/// of `at_least` and `at_most`.
struct expect_rows_options {
  maybe<long long> exactly{};
  maybe<long long> at_least{};
  maybe<long long> at_most{};
  string_ref where{};  ///< SQL: only rows that meet it are counted; empty: all rows
  /// What a message calls the rows: "users without a name". Empty: "rows of", and the table or the
  /// query.
  string_ref what{};
};

/// `op.preserve_rows("a", "b", {.columns = {"id", {"kind", "kind::text"}}})`
struct preserve_rows_options {
  /// Columns of `to`. Each is compared with the column of `from` that has its name, or with SQL
  /// over the columns of `from`. Empty: only the numbers of rows are compared.
  std::initializer_list<copied_column> columns{};
  string_ref where{};     ///< SQL: only rows of `from` that meet it; empty: all rows
  string_ref where_to{};  ///< SQL: only rows of `to` that meet it; empty: all rows
};

/// What a migration expects of the rows. If an expectation fails, the function throws, and the
/// revision is rolled back.
class guard_operations {
 public:
  /// Counts the rows of a table, or of a query in parentheses: "(select …)".
  void expect_rows(string_ref from, const expect_rows_options& options,
                   location where = location::here()) {
    do_expect_rows(from, options, where);
  }

  /// Checks at the end of the revision that `to` has as many rows as `from` has now and, with
  /// `.columns`, the same values in them, in any order. `to` may be `from` itself, and `from` may
  /// be dropped by then. Other sessions cannot write to `from` until the end. In a verify function,
  /// the two tables are compared during the call.
  void preserve_rows(string_ref from, string_ref to, const preserve_rows_options& options = {},
                     location where = location::here()) {
    do_preserve_rows(from, to, options, where);
  }

 protected:
  ~guard_operations() = default;

 private:
  virtual void do_expect_rows(string_ref from, const expect_rows_options& options,
                              location where) = 0;
  virtual void do_preserve_rows(string_ref from, string_ref to,
                                const preserve_rows_options& options, location where) = 0;
};

}  // namespace revise
