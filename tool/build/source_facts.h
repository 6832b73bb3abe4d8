#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "build/build_folder.h"
#include "build/file_state.h"
#include "build/sql_embedding.h"

namespace revise::tool {

/// A file that is built in, and its state at the beginning of the build.
struct source_input {
  std::filesystem::path path;
  std::optional<file_state> state;  ///< nothing: it cannot be looked at
};

/// What a migration's text is known by; all empty for a file that cannot be read.
struct source_facts {
  std::string hash;         ///< source_hash, with the SQL files that it names
  std::string text_digest;  ///< of its bytes: comments and lines count, too
  std::string headers;      ///< headers_if_groupable
};

/// The facts of each of `sources`, in their order. Reads those files alone that have changed since
/// the last time, by their state, which is remembered in the folder. `interface` names the headers
/// in this tool. Throws build_error where the folder cannot be written.
std::vector<source_facts> find_source_facts(const build_folder& folder,
                                            const std::vector<source_input>& sources,
                                            const std::vector<embedded_sql>& sql,
                                            const std::string& interface);

}  // namespace revise::tool
