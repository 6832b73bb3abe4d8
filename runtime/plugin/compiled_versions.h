#pragma once

#include <optional>
#include <string>
#include <vector>

#include <revise/plugin.h>

#include "plugin/sql_files.h"

namespace revise {

/// A migration's source file.
struct source_file {
  std::string compiled_as;  ///< as the compiler was given it
  std::string path;         ///< as the user knows it: absolute, or from the folder of the ini
  std::string hash = {};    ///< of its text and its SQL files; empty: not known
};

/// What a compiled versions folder holds. The migrations and the SQL lie in its code, be it a
/// plugin or the program itself, and live as long as that is loaded.
struct compiled_versions {
  /// All that registered themselves, unchecked, in no particular order.
  std::vector<const registered*> migrations;
  std::vector<source_file> sources;          ///< the files it was built from, in load order
  sql_files files;                           ///< the SQL that was built in
  std::optional<std::string> settings = {};  ///< plugin_description::settings
  std::string git_commit = {};               ///< empty: not known
};

/// Reads what its entry function has returned.
compiled_versions read_compiled(const plugin_description& description);

/// The versions that are linked into this program, as into a bundle; null: there are none.
const plugin_description* linked_versions();

}  // namespace revise
