#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/qualified_name.h"
#include "util/database_kind.h"

namespace revise {

/// What a statement takes rows away from, all of them at once.
struct row_loss {
  enum class how : unsigned char { table_dropped, schema_dropped, table_emptied };
  how what;
  qualified_name name;       ///< of the table; of a schema, its name
  std::string if_comment{};  ///< only where this is its comment; empty: always
};

/// What the statements of `sql` take away: `drop table`, `drop schema`, `truncate`, and `delete` of
/// a whole table. SQL within a string (a `do` block, a function) is not looked into.
std::vector<row_loss> row_losses(std::string_view sql, database_kind kind);

}  // namespace revise
