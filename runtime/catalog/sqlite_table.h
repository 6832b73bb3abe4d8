#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.h"
#include "catalog/sqlite_sql.h"

namespace revise::catalog {

/// Reads a `create table` statement, as sqlite_schema stores it, into the table's columns,
/// constraints and options. A constraint of a column (`references`, `unique`, `check`) becomes a
/// constraint of the table, as if it were written after the columns. The pragmas would return most
/// of this, but no checks, names of constraints, collations or generated expressions. `known` is
/// passed to normal_sqlite(). A text that is not such a statement becomes the table's definition.
table read_sqlite_table(std::string_view name, std::string_view sql, const name_set& known);

/// Returns the names of the columns in a `create table` statement, in lower case; empty for another
/// text.
std::vector<std::string> sqlite_column_names(std::string_view sql);

}  // namespace revise::catalog
