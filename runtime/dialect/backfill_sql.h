#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "operations/data_operation.h"
#include "util/database_kind.h"

namespace revise {

/// The statements of a backfill, batch by batch. A batch is found first, and changed then: what
/// lies behind one key and up to another one, so that no row is in two.
class backfill_sql {
 public:
  /// Throws `error` for what makes no sense (dialect::check).
  backfill_sql(database_kind kind, const operations_data::backfill& fill);

  /// A query of one row: `t` or `1` where the key is unique and without nulls; PostgreSQL: then
  /// `t` where its own operators order the key (has_own_order).
  std::string key_check() const;

  /// PostgreSQL: whether its own operators order the key, so that next() and change() name those
  /// (sql/qualified_sql.h). Without it they are found along the search path: for the types of
  /// extensions.
  void has_own_order(bool is_so) { has_own_order_ = is_so; }

  /// A query about how many rows there are to change, nearly: of PostgreSQL the plan, with
  /// `rows=N` in it, of SQLite their number.
  std::string estimate() const;

  /// A query of one row: how many rows are in the next batch, which begins behind `last` (empty: at
  /// the beginning), and the literals of the last one's key; no row where no batch is left.
  std::string next(const std::vector<std::string>& last) const;

  /// The update of what is behind `last` up to `end`.
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
