#pragma once

#include <string>
#include <vector>

#include "dialect/lost_rows.h"
#include "util/sql_value.h"

namespace revise {

/// A query and the values of its placeholders `$1`, ….
struct table_query {
  std::string sql;
  std::vector<sql_value> parameters;
};

/// Returns a query for the tables that `loss` removes from a database of `kind` in its current
/// state. It returns two columns: the name of the table for messages, and its name in SQL. A
/// partition is not listed in addition to its table.
table_query tables_of(const row_loss& loss, database_kind kind);

}  // namespace revise
