#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/qualified_name.h"
#include "util/database_kind.h"

namespace revise {

/// The loss of all rows of a table, or of all tables of a schema, by one statement.
struct row_loss {
  enum class how : unsigned char { table_dropped, schema_dropped, table_emptied };
  how what;
  qualified_name name;       ///< the table; for a schema, only `name.name` is set
  std::string if_comment{};  ///< only if the object has this comment; empty: always
};

/// Returns what the statements of `sql` remove: `drop table`, `drop schema`, `truncate`, and
/// `delete` of a whole table. SQL in a string (a `do` block, a function) is not examined.
std::vector<row_loss> row_losses(std::string_view sql, database_kind kind);

}  // namespace revise
