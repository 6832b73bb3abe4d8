#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "build/build_folder.h"
#include "build/file_state.h"
#include "build/sql_embedding.h"

namespace revise::tool {

/// An input file of the build, and its state when the build began.
struct source_input {
  std::filesystem::path path;
  std::optional<file_state> state;  ///< nullopt: stat(2) failed
};

/// Facts about a migration's text. All are empty for a file that cannot be read.
struct source_facts {
  std::string hash;         ///< source_hash, including the SQL files that it names
  std::string text_digest;  ///< of its bytes, so comments and line breaks count too
  std::string headers;      ///< headers_if_groupable
};

/// The facts of each of `sources`, in their order. Reads only files whose state differs from the
/// one remembered in the folder. `interface` is the hash of the headers in this tool. Throws
/// build_error if the folder cannot be written.
std::vector<source_facts> find_source_facts(const build_folder& folder,
                                            const std::vector<source_input>& sources,
                                            const std::vector<embedded_sql>& sql,
                                            const std::string& interface);

}  // namespace revise::tool
