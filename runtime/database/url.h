#pragma once

#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// The location of a database. Its password must not be shown: print `display`.
struct database_url {
  database_kind kind = database_kind::sqlite;
  /// PostgreSQL: a URL that libpq accepts (PostgreSQL manual 34.1.1.2), without the driver of
  /// SQLAlchemy's `postgresql+driver`.
  std::string postgresql;
  /// SQLite: a path, relative to the working directory or absolute.
  std::string sqlite_path;
  /// The URL as it was given, with `***` in place of each password.
  std::string display;
};

/// Parses `postgresql://…`, `postgres://…`, `postgresql+driver://…`, `sqlite:///relative` and
/// `sqlite:////absolute`. Throws config_error for anything else; its text does not contain the
/// password.
database_url parse_database_url(std::string_view text);

}  // namespace revise
