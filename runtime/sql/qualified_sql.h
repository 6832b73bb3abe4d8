#pragma once

#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

// PostgreSQL looks an operator or a function up along the search path, and takes the one whose
// types fit best: a role that may create in a schema there could have its own run with the rights
// of the role that runs revise. So the SQL that revise writes itself names the schema
// (manual, 4.2.5 and 10.2). SQLite has no such names.

/// The operator `symbol` of the database itself, as SQL: `operator(pg_catalog.=)`.
inline std::string own_operator(database_kind kind, std::string_view symbol) {
  if (kind == database_kind::sqlite) return std::string(symbol);
  return "operator(pg_catalog." + std::string(symbol) + ')';
}

/// The function or the type `name` of the database itself, as SQL: `pg_catalog.count`.
inline std::string own_name(database_kind kind, std::string_view name) {
  if (kind == database_kind::sqlite) return std::string(name);
  return "pg_catalog." + std::string(name);
}

}  // namespace revise
