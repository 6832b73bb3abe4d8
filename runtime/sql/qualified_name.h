#pragma once

#include <string>
#include <string_view>

namespace revise {

/// `schema.name` in its parts, without quotes.
struct qualified_name {
  std::string schema;  ///< empty: the default one
  std::string name;
};

/// Takes a name as a migration gives it apart. A dot divides; a part in double quotes may have dots
/// in it: `"odd.schema".users`, with `""` for a quote. Throws `error` for two dots and for quotes
/// that do not end.
qualified_name parse_qualified_name(std::string_view text);

/// `schema.table.column`, `table.column` as the table, for parse_qualified_name, and the column,
/// without quotes. Throws `error` where there is no table.
struct column_of_table {
  std::string table;
  std::string column;
};
column_of_table parse_column_of_table(std::string_view text);

/// `has_role(uuid, text)` as `has_role` and `(uuid, text)`; the second is empty where there are no
/// parentheses.
struct routine_signature {
  std::string_view name;
  std::string_view arguments;
};
routine_signature parse_signature(std::string_view text);

}  // namespace revise
