#pragma once

#include <revise/value.h>

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sql/raw_sql.h"
#include "util/sql_value.h"

/// The migration's own SQL, and operations on rows, as data.

namespace revise::operations_data {

struct execute {
  std::string sql;  ///< any number of statements; exactly one if there are parameters
  /// The values of `$1`, `$2`, … in this order. If empty, nothing in `sql` is a placeholder.
  std::vector<sql_value> parameters{};
  std::string file{};  ///< the absolute path of the SQL's file; empty if the SQL is in the call
  bool operator==(const execute&) const = default;
};

/// A statement whose result the migration reads. It is not an `operation`, because it returns rows:
/// a sink without a database has no rows to return.
struct query {
  std::string sql;  ///< one statement
  std::vector<sql_value> parameters{};
  bool operator==(const query&) const = default;
};

/// Takes one row. The values are valid only during the call.
using row_taker = std::function<void(std::span<const value>)>;

struct bulk_insert {
  std::string table;
  std::vector<std::string> columns;  ///< never empty
  /// Passes each row to the function, with as many values as there are columns, and lets the
  /// exceptions of the function pass. It calls the migration, so it may be called only once, and
  /// only until the sink's `accept` returns.
  std::function<void(const row_taker&)> rows;
  /// Compares everything except the rows, which are known only during the call.
  bool operator==(const bulk_insert& other) const {
    return table == other.table && columns == other.columns;
  }
};

/// Copies rows inside the database: `insert into TO (…) select … from FROM`.
struct copy_rows {
  struct column {
    std::string name;    ///< a column of `to`
    raw_sql expression;  ///< SQL over the columns of `from`; empty: the column called `name`
    bool operator==(const column&) const = default;
  };
  std::string from;
  std::string to;
  std::vector<column> columns;  ///< empty: all columns, by position
  raw_sql where;                ///< SQL; empty: every row
  raw_sql order_by;             ///< SQL; empty: no order
  bool operator==(const copy_rows&) const = default;
};

/// Changes rows in batches, in the order of a unique key.
struct backfill {
  std::string table;
  raw_sql set;  ///< SQL
  std::vector<std::string> key;
  raw_sql where;                  ///< SQL; empty: every row
  long long batch = 1000;         ///< rows
  long long rows_per_second = 0;  ///< 0: no limit
  bool operator==(const backfill&) const = default;
};

}  // namespace revise::operations_data
