#pragma once

#include <string>
#include <vector>

#include <revise/plugin.h>

#include "plugin/sql_files.h"
#include "plugin/trusted_plugin.h"

namespace revise {

/// A migration's source file.
struct source_file {
  std::string compiled_as;  ///< as the compiler was given it
  std::string path;         ///< as the user knows it, absolute
  std::string hash = {};    ///< of its text and its SQL files; empty: not known
};

/// A compiled versions folder, loaded. The migrations point into it and live as long as it does.
class plugin {
 public:
  /// Loads the shared object at `path`; its stamp must have been compared before. Throws
  /// build_error, also where somebody else could have written it (trusted_plugin).
  explicit plugin(const std::string& path);
  ~plugin();
  plugin(const plugin&) = delete;
  plugin& operator=(const plugin&) = delete;

  /// All that registered themselves, unchecked, in no particular order.
  const std::vector<const registered*>& migrations() const { return migrations_; }

  /// The files it was built from, in load order.
  const std::vector<source_file>& sources() const { return sources_; }

  /// The SQL that was built into it.
  const sql_files& files() const { return files_; }

 private:
  trusted_plugin file_;  // a debugger needs it open
  void* handle_;
  std::vector<const registered*> migrations_;
  std::vector<source_file> sources_;
  sql_files files_;
};

}  // namespace revise
