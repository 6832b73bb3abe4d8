#pragma once

#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// Where a database is. The password in it is never shown: print `display`.
struct database_url {
  database_kind kind = database_kind::sqlite;
  /// PostgreSQL: a URL as libpq takes it (PostgreSQL manual 34.1.1.2), the driver of
  /// SQLAlchemy's `postgresql+driver` dropped.
  std::string postgresql;
  /// SQLite: a path, relative to the working directory or absolute.
  std::string sqlite_path;
  /// As given, each password replaced by `***`.
  std::string display;
};

/// Reads `postgresql://…`, `postgres://…`, `postgresql+driver://…`, `sqlite:///relative` and
/// `sqlite:////absolute`. Throws config_error, without the password in it, for anything else.
database_url parse_database_url(std::string_view text);

}  // namespace revise
