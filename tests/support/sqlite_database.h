#pragma once

#include <string>
#include <string_view>

#include "support/temporary_folder.h"

namespace revise::test {

/// A new SQLite database in a folder of its own, which the destructor removes. It has the interface
/// of postgres_database, so that one test can run on both.
class sqlite_database {
 public:
  /// Does not create the file; the first connection does.
  sqlite_database();

  /// sqlite:////absolute/path
  const std::string& url() const { return url_; }
  const std::string& path() const { return path_; }

  /// Runs `sql`, which may be several statements, on a new connection. Returns the last result as
  /// text: one line per row, columns separated by '|', null as empty text. Throws
  /// std::runtime_error with the database's message.
  std::string execute(std::string_view sql) const;

 private:
  temporary_folder folder_;
  std::string path_;
  std::string url_;
};

}  // namespace revise::test
