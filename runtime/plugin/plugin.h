#pragma once

#include <string>

#include "plugin/compiled_versions.h"
#include "plugin/trusted_plugin.h"

namespace revise {

/// A compiled versions folder, loaded. The migrations point into it and live as long as it does.
class plugin {
 public:
  /// Loads the shared object at `path`; its stamp must have been compared before. Throws
  /// build_error, also where somebody else could have written it (trusted_plugin).
  explicit plugin(const std::string& path);
  ~plugin();
  plugin(const plugin&) = delete;
  plugin& operator=(const plugin&) = delete;

  const compiled_versions& contents() const { return contents_; }

 private:
  trusted_plugin file_;  // a debugger needs it open
  void* handle_;
  compiled_versions contents_;
};

}  // namespace revise
