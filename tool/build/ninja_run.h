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

/// A file in a unit: the name it is compiled by (member_name), and the user's.
struct unit_name {
  std::string compiled_as;
  std::string path;
};

struct ninja_request {
  std::filesystem::path ninja;
  std::filesystem::path folder;                         ///< where build.ninja is
  std::map<std::string, std::string> user_paths;        ///< safe_paths::user_paths
  compiler_words words;                                 ///< for what compilers say
  std::map<std::string, std::vector<unit_name>> units;  ///< by source: what is in it
  std::size_t more = 0;  ///< migrations to compile besides one for each command, as in units
  std::function<void(std::size_t done, std::size_t total)> progress;  ///< may be empty
};

/// What a command said, if anything; of a compiler line by line, in the users' paths, coloured.
struct ninja_command {
  std::string input;  ///< as in build.ninja; empty: ninja itself speaks
  std::string path;   ///< of the user, to sort by
  bool is_migration = false;
  bool has_failed = false;
  std::vector<std::string> lines;
  std::vector<std::size_t> blamed;  ///< of a unit: its members of which the compiler says a line
};

struct ninja_result {
  bool succeeded = false;
  std::vector<ninja_command> commands;  ///< that ran, sorted by path
  bool entry_failed = false;
  bool sql_failed = false;
  bool link_failed = false;
};

/// Runs ninja in the folder. Throws `error` when it cannot be started.
ninja_result run_ninja(const ninja_request& request);

/// What the commands read that ran last for each object, once each, as ninja names it: without what
/// is in `include` and `units`, which revise writes. Nothing where ninja cannot tell.
std::optional<std::vector<std::string>> files_read(const std::filesystem::path& ninja,
                                                   const std::filesystem::path& folder);

}  // namespace revise::tool
