#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "build/compiler_words.h"

namespace revise::tool {

/// One file in a unit.
struct unit_name {
  std::string compiled_as;
  std::string path;
};

struct ninja_request {
  std::filesystem::path ninja;
  std::filesystem::path folder;                   ///< the folder of build.ninja
  std::map<std::string, std::string> user_paths;  ///< safe_paths::user_paths
  compiler_words words;                           ///< shortens the paths in the compiler's output
  std::map<std::string, std::vector<unit_name>> units;  ///< by source file: the members of the unit
  std::size_t more = 0;  ///< migrations to compile beyond one per command, in units
  std::function<void(std::size_t done, std::size_t total)> progress;  ///< may be empty
};

/// One command that ninja ran, and its output. A compiler's output is kept line by line, with the
/// user's paths and in colour.
struct ninja_command {
  std::string input;  ///< as in build.ninja; empty for output of ninja itself
  std::string path;   ///< the user's path; the sort key
  bool is_migration = false;
  bool has_failed = false;
  std::vector<std::string> lines;
  std::vector<std::size_t> blamed;  ///< for a unit: the indexes of members that a line of the
                                    ///< output names
};

struct ninja_result {
  bool succeeded = false;
  std::vector<ninja_command> commands;  ///< the commands that ran, sorted by path
  bool entry_failed = false;
  bool sql_failed = false;
  bool link_failed = false;
};

/// Runs ninja in `request.folder`. Throws `error` if ninja cannot be started.
ninja_result run_ninja(const ninja_request& request);

/// The files that the last command for each object read, each once, named as ninja names them.
/// Files in `include` and `units` and entry.cpp, which revise writes, are left out. Nullopt if
/// ninja cannot say.
std::optional<std::vector<std::string>> files_read(const std::filesystem::path& ninja,
                                                   const std::filesystem::path& folder);

}  // namespace revise::tool
