#pragma once

#include <string>

#include "plugin/compiled_versions.h"
#include "plugin/trusted_plugin.h"

namespace revise {

/// A loaded plugin, which is a compiled versions folder. The migrations are part of it, and live as
/// long as it does.
class plugin {
 public:
  /// Loads the shared object at `path`. The caller must have compared its stamp. Throws
  /// build_error, also if another user could have written the file (trusted_plugin).
  explicit plugin(const std::string& path);
  ~plugin();
  plugin(const plugin&) = delete;
  plugin& operator=(const plugin&) = delete;

  const compiled_versions& contents() const { return contents_; }

 private:
  trusted_plugin file_;  // stays open so that a debugger can read it
  void* handle_;
  compiled_versions contents_;
};

}  // namespace revise
