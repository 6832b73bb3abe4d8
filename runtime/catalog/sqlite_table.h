#pragma once

#include <string_view>
#include <vector>

#include "catalog/snapshot.h"
#include "catalog/sqlite_sql.h"

namespace revise::catalog {

/// Reads a `create table` as sqlite_schema keeps it into the table's columns, constraints and
/// options. What is written beside a column (`references`, `unique`, `check`) becomes a constraint
/// of the table, as if it stood below the columns. The pragmas would tell most of this, and
/// neither a check, a name of a constraint, a collation nor a generated expression. `known` is as
/// text_of() takes it.
table read_sqlite_table(std::string_view name, std::string_view sql, const name_set& known);

/// The names of the columns in the same text, in lower case.
std::vector<std::string> sqlite_column_names(std::string_view sql);

}  // namespace revise::catalog
