#pragma once

#include <revise/data_operations.h>
#include <revise/maybe.h>

namespace revise {

/// `op.expect_rows("users", {.at_least = 1, .where = "is_admin"})`: one of the numbers, or the last
/// two together.
struct expect_rows_options {
  maybe<long long> exactly{};
  maybe<long long> at_least{};
  maybe<long long> at_most{};
  string_ref where{};  ///< SQL: only rows that meet it; empty: all
  /// What a message calls them, "users without a name"; empty: "rows of" the table or the query.
  string_ref what{};
};

/// `op.preserve_rows("a", "b", {.columns = {"id", {"kind", "kind::text"}}})`
struct preserve_rows_options {
  /// Of `to`, from the column of the same name or from SQL over `from`; none: only the number of
  /// rows is compared.
  std::initializer_list<copied_column> columns{};
  string_ref where{};     ///< SQL: only rows of `from` that meet it; empty: all
  string_ref where_to{};  ///< SQL: only rows of `to` that meet it; empty: all
};

/// What a migration expects of its rows. Where it is not so, these throw, and the revision is
/// rolled back.
class guard_operations {
 public:
  /// How many rows a table has, or a query in parentheses: "(select …)".
  void expect_rows(string_ref from, const expect_rows_options& options,
                   location where = location::here()) {
    do_expect_rows(from, options, where);
  }

  /// At the end of the revision `to` has as many rows as `from` has now, and with `.columns` the
  /// same values in them, in whatever order. They may be the same table, and `from` may be gone by
  /// then. Until then other sessions cannot write to `from`. In a check both are compared at once.
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
