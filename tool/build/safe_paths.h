#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace revise::tool {

/// Gives every path a name that ninja, its depfile parser and a shell pass on unchanged: the path
/// itself where it is made of plain characters, else a way through a symbolic link in the build
/// folder. So a folder called `it's $HOME; really` is never interpreted by anything.
class safe_paths {
 public:
  /// Links go to the folder `links` below `build_folder`, from where the names are relative.
  explicit safe_paths(std::filesystem::path build_folder);

  /// `path` is absolute and normal. Makes the link when one is needed. Throws build_error when
  /// that fails.
  std::string name_for(const std::filesystem::path& path);

  /// The links that were given so far, and what they stand for: in what a compiler says, the one
  /// is to be read as the other.
  std::map<std::string, std::string> user_paths() const;

  /// Whether `path` can stand as it is.
  static bool is_safe(const std::filesystem::path& path);

 private:
  std::filesystem::path build_folder_;
  std::map<std::filesystem::path, std::string> links_;
};

}  // namespace revise::tool
