#pragma once

#include <string>

namespace revise {

/// The file of a plugin. It stays open, so that the file that was checked is the file that is
/// loaded.
class trusted_plugin {
 public:
  /// Opens the file at `path`. Throws build_error unless the file and its folder belong to the user
  /// or to root, and no other user can write to them: a plugin is code that runs with the user's
  /// rights. If `path` is a symbolic link, the folder of the link and the folder of the file are
  /// both checked.
  explicit trusted_plugin(const std::string& path);
  ~trusted_plugin();
  trusted_plugin(const trusted_plugin&) = delete;
  trusted_plugin& operator=(const trusted_plugin&) = delete;

  /// Returns the path for dlopen: it names the open file, even if `path` has changed since. A
  /// debugger can open the file by this path as long as the process lives.
  std::string loadable() const;

 private:
  std::string path_;
  int file_;
};

}  // namespace revise
