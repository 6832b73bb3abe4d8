#pragma once

#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

// PostgreSQL searches operators and functions along the search path and takes the one whose types
// fit best. A role that may create objects in a schema of the path could thus make its own
// functions run with the privileges of the role that runs revise. So revise's own SQL names the
// schema (manual, 4.2.5 and 10.2). SQLite has no schema-qualified operators and functions.

/// Returns the database's built-in operator `symbol` as SQL: `operator(pg_catalog.=)`.
inline std::string own_operator(database_kind kind, std::string_view symbol) {
  if (kind == database_kind::sqlite) return std::string(symbol);
  return "operator(pg_catalog." + std::string(symbol) + ')';
}

/// Returns the database's built-in function or type `name` as SQL: `pg_catalog.count`.
inline std::string own_name(database_kind kind, std::string_view name) {
  if (kind == database_kind::sqlite) return std::string(name);
  return "pg_catalog." + std::string(name);
}

}  // namespace revise
