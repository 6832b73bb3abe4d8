#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.h"
#include "catalog/sqlite_sql.h"

namespace revise::catalog {

/// Reads a `create table` as sqlite_schema keeps it into the table's columns, constraints and
/// options. What is written beside a column (`references`, `unique`, `check`) becomes a constraint
/// of the table, as if it stood below the columns. The pragmas would tell most of this, and
/// neither a check, a name of a constraint, a collation nor a generated expression. `known` is as
/// normal_sqlite() takes it. A text that is no such statement becomes the table's definition.
table read_sqlite_table(std::string_view name, std::string_view sql, const name_set& known);

/// The names of the columns in the same text, in lower case; of another text none.
std::vector<std::string> sqlite_column_names(std::string_view sql);

}  // namespace revise::catalog
