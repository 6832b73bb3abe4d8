#pragma once

#include <string>

namespace revise {

/// A plugin's file, held open so that it is the same file that is looked at and that is loaded.
class trusted_plugin {
 public:
  /// Opens the file at `path`. Throws build_error unless it and its folder belong to the user or to
  /// root and nobody else can write to them: a plugin is code that runs with the user's rights. Of
  /// a link, both its folder and that of the file are looked at.
  explicit trusted_plugin(const std::string& path);
  ~trusted_plugin();
  trusted_plugin(const trusted_plugin&) = delete;
  trusted_plugin& operator=(const trusted_plugin&) = delete;

  /// What to hand to dlopen: the open file, whatever `path` has become since. A debugger finds it
  /// by this name as long as the process lives.
  std::string loadable() const;

 private:
  std::string path_;
  int file_;
};

}  // namespace revise
