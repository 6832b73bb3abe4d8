#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "operations/data_operation.h"
#include "util/database_kind.h"

namespace revise {

/// The statements of a backfill, for each batch. A batch is first found and then changed. It
/// contains the rows after one key, up to and including another, so that no row is in two batches.
class backfill_sql {
 public:
  /// Throws `error` for an invalid backfill (dialect::check).
  backfill_sql(database_kind kind, const operations_data::backfill& fill);

  /// Returns a query with one row. First column: `t` or `1` if the key is unique and has no nulls.
  /// Second column, PostgreSQL only: `t` if PostgreSQL's own operators order the key
  /// (has_own_order).
  std::string key_check() const;

  /// PostgreSQL: sets whether PostgreSQL's own operators order the key. next() and change() then
  /// use these operators (sql/qualified_sql.h). Otherwise the search path finds the operators,
  /// which the types of extensions need.
  void has_own_order(bool is_so) { has_own_order_ = is_so; }

  /// Returns a query that estimates how many rows are to be changed: on PostgreSQL a plan that
  /// contains `rows=N`, on SQLite the exact number.
  std::string estimate() const;

  /// Returns a query with one row: the number of rows in the next batch, which starts after `last`
  /// (empty: at the first row), and the key of its last row, as literals. It has no row if no batch
  /// is left.
  std::string next(const std::vector<std::string>& last) const;

  /// Returns the update of the rows after `last`, up to and including `end`.
  std::string change(const std::vector<std::string>& last,
                     const std::vector<std::string>& end) const;

 private:
  std::string comparison(std::string_view symbol) const;
  std::string range(const std::vector<std::string>& last, const std::string& end) const;

  const operations_data::backfill& fill_;
  bool on_postgresql_;
  bool has_own_order_ = false;
  std::string table_;
  std::vector<std::string> key_;
  std::string set_;
  std::string where_;  ///< empty: every row
};

}  // namespace revise
