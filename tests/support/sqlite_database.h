#pragma once

#include <string>
#include <string_view>

#include "support/temporary_folder.h"

namespace revise::test {

/// A new SQLite database in a folder of its own, removed with the object. Used like
/// postgres_database, so that one test runs on both.
class sqlite_database {
 public:
  /// The file is made by whoever opens it first.
  sqlite_database();

  /// sqlite:////absolute/path
  const std::string& url() const { return url_; }
  const std::string& path() const { return path_; }

  /// Runs `sql`, which may be several statements, on a connection of its own. Returns the last
  /// result as text: a line a row, columns separated by '|', null empty. Throws
  /// std::runtime_error with the database's message.
  std::string execute(std::string_view sql) const;

 private:
  temporary_folder folder_;
  std::string path_;
  std::string url_;
};

}  // namespace revise::test
