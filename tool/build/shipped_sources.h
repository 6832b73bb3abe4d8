#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/sql_embedding.h"
#include "config/configuration.h"

namespace revise::tool {

/// `path` relative to the ini's folder, as another machine shows it.
std::string shipped_path(const configuration& config, const std::filesystem::path& path);

/// The compiler options that make file names in its output relative to the ini's folder.
std::vector<std::string> path_map_flags(const configuration& config);

/// The file name that the compiler writes under path_map_flags for a file passed to it as `name`.
std::string mapped_name(const configuration& config, const std::string& name);

/// The source hash of a migration (source_digest.h), including the files of `sql` that it names.
/// Throws build_error if a file cannot be read.
std::string hash_of_source(const std::filesystem::path& source,
                           const std::vector<embedded_sql>& sql);

}  // namespace revise::tool
