#pragma once

#include <optional>
#include <string>

#include "database/connection.h"
#include "database/sql_error.h"

namespace revise {

/// Where a table of revise's own is, or would be created.
struct located_table {
  std::string schema;  ///< empty: the session has no schema to create it in
  bool exists = false;
  std::optional<int> width;  ///< of its varchar column version_num; nothing: no limit, or no column
  std::string owner = "0";   ///< PostgreSQL: the oid of the role that owns it; "0": unknown
  std::string role;          ///< PostgreSQL: the role that asked
};

/// Looks `name` up in `schema`; where that is empty, in each schema of the search path in turn
/// (SQLite: main), and without a table there the path's first schema is reported. One query.
/// Throws sql_error and connection_error; on PostgreSQL also `error` where revise must not use the
/// table (docs/decisions/0019): it is no ordinary table, it belongs to a role that is not trusted
/// or runs code of such a role, or row level security hides rows of it. `also_trusted` is the oid
/// of a further role that is trusted.
located_table locate_table(connection& database, const std::string& schema, const std::string& name,
                           const std::string& also_trusted = "0");

/// `refused`, the answer to creating a table at `where`, with a hint where the schema is missing or
/// the role may not create in it.
sql_error with_create_hint(const sql_error& refused, const located_table& where);

}  // namespace revise
