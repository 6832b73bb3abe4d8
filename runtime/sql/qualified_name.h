#pragma once

#include <string>
#include <string_view>

namespace revise {

/// The parts of `schema.name`, without quotes.
struct qualified_name {
  std::string schema;  ///< empty: the default schema
  std::string name;
};

/// Parses a name that a migration gives. A dot separates the parts. A part in double quotes may
/// contain dots: `"odd.schema".users`; `""` is a quote in it. Throws `error` for more than one dot
/// and for unterminated quotes.
qualified_name parse_qualified_name(std::string_view text);

/// The parts of `schema.table.column` or `table.column`: the table, to be parsed by
/// parse_qualified_name, and the column without quotes. parse_column_of_table throws `error` if
/// there is no table.
struct column_of_table {
  std::string table;
  std::string column;
};
column_of_table parse_column_of_table(std::string_view text);

/// The parts of `has_role(uuid, text)`: `has_role` and `(uuid, text)`. `arguments` is empty if
/// there are no parentheses.
struct routine_signature {
  std::string_view name;
  std::string_view arguments;
};
routine_signature parse_signature(std::string_view text);

}  // namespace revise
