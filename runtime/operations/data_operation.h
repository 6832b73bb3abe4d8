#pragma once

#include <revise/value.h>

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sql/raw_sql.h"
#include "util/sql_value.h"

/// SQL of the migration's own, and rows, as data.

namespace revise::operations_data {

struct execute {
  std::string sql;  ///< any number of statements; one where there are parameters
  /// For `$1`, `$2`, … in this order; none: nothing in `sql` is a placeholder.
  std::vector<sql_value> parameters{};
  std::string file{};  ///< where the SQL comes from: an absolute path; empty: from the call itself
  bool operator==(const execute&) const = default;
};

/// A statement whose result the migration reads. No `operation`: it gives something back, so a sink
/// without a database has no way to do it.
struct query {
  std::string sql;  ///< one statement
  std::vector<sql_value> parameters{};
  bool operator==(const query&) const = default;
};

/// Takes one row; the values in it live as long as the call.
using row_taker = std::function<void(std::span<const value>)>;

struct bulk_insert {
  std::string table;
  std::vector<std::string> columns;  ///< at least one
  /// Gives each row, as many values as there are columns, to the function; passes on what that
  /// throws. To be called once, and before the sink's `accept` returns: it calls the migration.
  std::function<void(const row_taker&)> rows;
  /// Compares all but the rows, which are known only during the call.
  bool operator==(const bulk_insert& other) const {
    return table == other.table && columns == other.columns;
  }
};

/// Copies rows inside the database: `insert into TO (…) select … from FROM`.
struct copy_rows {
  struct column {
    std::string name;    ///< in `to`
    raw_sql expression;  ///< SQL over the columns of `from`; empty: the column of that name
    bool operator==(const column&) const = default;
  };
  std::string from;
  std::string to;
  std::vector<column> columns;  ///< none: all, by their position
  raw_sql where;                ///< SQL; empty: every row
  raw_sql order_by;             ///< SQL; empty: in no order
  bool operator==(const copy_rows&) const = default;
};

/// Changes rows batch by batch, in the order of a unique key.
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
