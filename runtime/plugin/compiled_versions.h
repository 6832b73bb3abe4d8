#pragma once

#include <optional>
#include <string>
#include <vector>

#include <revise/plugin.h>

#include "plugin/sql_files.h"

namespace revise {

/// The source file of a migration.
struct source_file {
  std::string compiled_as;  ///< the path that the compiler was given
  std::string path;       ///< as the user knows it: absolute, or relative to the folder of the ini
  std::string hash = {};  ///< hash of its text and its SQL files; empty: unknown
};

/// The contents of a compiled versions folder. The migrations and the SQL are part of its code (a
/// plugin, or the program itself), and live as long as that code is loaded.
struct compiled_versions {
  /// All migrations that registered themselves, unchecked, in no particular order.
  std::vector<const registered*> migrations;
  std::vector<source_file> sources;          ///< the migrations' source files, in load order
  sql_files files;                           ///< the SQL files that were built in
  std::optional<std::string> settings = {};  ///< plugin_description::settings
  std::string git_commit = {};               ///< empty: unknown
};

/// Reads the description that a plugin's entry function returned.
compiled_versions read_compiled(const plugin_description& description);

/// Returns the versions that are linked into this program, as in a bundle. Null if it has none.
const plugin_description* linked_versions();

}  // namespace revise
