#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/sql_embedding.h"
#include "config/configuration.h"

namespace revise::tool {

/// A path as it is told on another machine: from the ini's folder.
std::string shipped_path(const configuration& config, const std::filesystem::path& path);

/// The compiler's options by which what it writes has those paths as well.
std::vector<std::string> path_map_flags(const configuration& config);

/// What the compiler writes for the file that it is given as `name`, under those options.
std::string mapped_name(const configuration& config, const std::string& name);

/// The source hash of a migration (source_digest.h), with those of `sql` that it names. Throws
/// build_error when it cannot be read.
std::string hash_of_source(const std::filesystem::path& source,
                           const std::vector<embedded_sql>& sql);

}  // namespace revise::tool
