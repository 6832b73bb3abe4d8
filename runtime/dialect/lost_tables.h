#pragma once

#include <string>
#include <vector>

#include "dialect/lost_rows.h"
#include "util/sql_value.h"

namespace revise {

/// A query and its parameters, $1 and so on.
struct table_query {
  std::string sql;
  std::vector<sql_value> parameters;
};

/// Finds the tables that `loss` takes away from a database of `kind` as it is now. A row has two
/// columns: the name of the table for a message, and its name as SQL. Partitions are not listed
/// beside the table that they belong to.
table_query tables_of(const row_loss& loss, database_kind kind);

}  // namespace revise
