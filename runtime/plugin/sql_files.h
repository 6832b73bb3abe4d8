#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// A SQL file, with its text at the time the plugin was built.
struct sql_file {
  std::string path;       ///< the path that the user knows, absolute
  std::string_view text;  ///< owned by the plugin
};

/// The SQL files of a plugin, by path.
class sql_files {
 public:
  sql_files() = default;
  explicit sql_files(std::vector<sql_file> files);

  /// Returns the file that a migration in `folder` means by `name`, which is relative to the folder
  /// and may contain `..`. Its text has no byte order mark. Throws `error`, which lists the names
  /// of the files, if the file does not exist.
  sql_file find(std::string_view name, const std::filesystem::path& folder) const;

 private:
  std::vector<sql_file> files_;  ///< sorted by path
};

}  // namespace revise
