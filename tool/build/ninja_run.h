#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace revise::tool {

struct ninja_request {
  std::filesystem::path ninja;
  std::filesystem::path folder;                   ///< where build.ninja is
  std::map<std::string, std::string> user_paths;  ///< safe_paths::user_paths
  bool clean_dead = false;                        ///< remove objects no longer named
  std::function<void(std::size_t done, std::size_t total)> progress;  ///< may be empty
};

struct ninja_result {
  bool succeeded = false;
  std::size_t edges = 0;                ///< commands that ran
  std::size_t compiled_migrations = 0;  ///< of them, those that compiled a migration
  std::size_t failed_objects = 0;       ///< of migrations
  bool entry_failed = false;
  bool sql_failed = false;
  bool link_failed = false;
  /// What the compiler and the linker wrote, line by line, in the users' paths; ninja's own
  /// messages where it is ninja that failed.
  std::vector<std::string> output;
};

/// Runs ninja in the folder. Throws `error` when it cannot be started.
ninja_result run_ninja(const ninja_request& request);

}  // namespace revise::tool
