#pragma once

#include <optional>
#include <string>

#include "database/connection.h"
#include "database/sql_error.h"

namespace revise {

/// Where a table of revise's own is, or would be created.
struct located_table {
  std::string schema;  ///< empty: the session has no schema in which to create it
  bool exists = false;
  /// Length of its varchar column version_num; null: unlimited, or no such column.
  std::optional<int> width;
  std::string owner = "0";  ///< PostgreSQL: oid of the role that owns it; "0": unknown
  std::string role;         ///< PostgreSQL: the current role
};

/// Looks up `name` in `schema`, with one query. If `schema` is empty, looks in each schema of the
/// search path in turn (SQLite: main); if no schema has the table, the result names the first
/// schema of the path.
/// Throws sql_error and connection_error. On PostgreSQL also throws `error` if revise must not use
/// the table (docs/decisions/0019): it is not an ordinary table, it belongs to an untrusted role or
/// runs code of such a role, it takes part in inheritance, a foreign key refers to it, or row level
/// security hides rows of it. `also_trusted` is the oid of an additional trusted role.
located_table locate_table(connection& database, const std::string& schema, const std::string& name,
                           const std::string& also_trusted = "0");

/// Returns `refused`, the error from creating a table at `where`, with a hint if the schema does
/// not exist or the role may not create tables in it.
sql_error with_create_hint(const sql_error& refused, const located_table& where);

}  // namespace revise
