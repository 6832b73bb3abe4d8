#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/safe_paths.h"
#include "config/configuration.h"

namespace revise::tool {

/// A file of SQL to build into the plugin.
struct embedded_sql {
  std::filesystem::path path;  ///< absolute, links not followed
  std::string name;            ///< the same, safe, from the build folder (safe_paths)
  std::string symbol;          ///< of its first byte; with `_end` behind it of the one after it
};

/// Every `*.sql` below the version_locations, in subfolders too, whatever
/// recursive_version_locations says: what a migration will ask for is known only when it runs.
/// Hidden files and folders are passed over. In byte order of the path. Throws config_error when a
/// location cannot be read, and build_error for a file that cannot.
std::vector<embedded_sql> find_sql(const configuration& config, safe_paths& paths);

/// The assembler file that holds their bytes: nothing is quicker to compile. It changes with a
/// file's time and size, also when an older file takes the place of a newer one.
std::string assembler_text(const std::vector<embedded_sql>& files);

}  // namespace revise::tool
