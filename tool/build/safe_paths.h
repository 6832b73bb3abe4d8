#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace revise::tool {

/// Gives every path a name that ninja, its depfile parser and a shell pass on unchanged. A path of
/// plain characters is its own name; any other path is reached through a symbolic link in the build
/// folder. So no program ever interprets a folder called `it's $HOME; really`.
class safe_paths {
 public:
  /// Links are made in the folder `links` below `build_folder`; names are relative to
  /// `build_folder`.
  explicit safe_paths(std::filesystem::path build_folder);

  /// The name for `path`, which must be absolute and normal. Makes a link if one is needed. Throws
  /// build_error if that fails.
  std::string name_for(const std::filesystem::path& path);

  /// The links made so far and the paths they stand for, to translate a compiler's output back.
  std::map<std::string, std::string> user_paths() const;

  /// Whether `path` needs no link.
  static bool is_safe(const std::filesystem::path& path);

 private:
  std::filesystem::path build_folder_;
  std::map<std::filesystem::path, std::string> links_;
};

}  // namespace revise::tool
