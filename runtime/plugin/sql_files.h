#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// A file of SQL, as it was when the plugin was built.
struct sql_file {
  std::string path;       ///< as the user knows it, absolute
  std::string_view text;  ///< owned by the plugin
};

/// The SQL files in a plugin.
class sql_files {
 public:
  sql_files() = default;
  explicit sql_files(std::vector<sql_file> files);

  /// The file that a migration in `folder` means by `name`: relative to it, also through `..`.
  /// Its text comes without a byte order mark. Throws `error` when there is none, with the names
  /// that there are.
  sql_file find(std::string_view name, const std::filesystem::path& folder) const;

 private:
  std::vector<sql_file> files_;  ///< by path
};

}  // namespace revise
