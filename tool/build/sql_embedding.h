#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/safe_paths.h"
#include "config/configuration.h"

namespace revise::tool {

/// An SQL file to build into the plugin.
struct embedded_sql {
  std::filesystem::path path;  ///< absolute, links not followed
  std::string name;    ///< the safe name of `path`, relative to the build folder (safe_paths)
  std::string symbol;  ///< of its first byte; with `_end` appended, of the byte after the last
};

/// Every `*.sql` below the version_locations. Subfolders are always searched, even without
/// recursive_version_locations: which files a migration asks for is known only when it runs. Hidden
/// files and folders are skipped. The result is in byte order of the path. Throws config_error if a
/// location cannot be read, and build_error for a file that cannot.
std::vector<embedded_sql> find_sql(const configuration& config, safe_paths& paths);

/// The assembler file that holds the bytes of `files`; no other form compiles as fast. The text
/// changes with a file's time and size, so that ninja also notices an older file that replaces a
/// newer one.
std::string assembler_text(const std::vector<embedded_sql>& files);

}  // namespace revise::tool
