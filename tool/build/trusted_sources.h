#pragma once

#include <filesystem>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// Throws `config_error` if a folder that the build takes files from is not trusted
/// (config/trust.h): a version location, the folder of a source, one of include_dirs, or the folder
/// of a library in link_libraries.
void require_trusted_folders(const configuration& config,
                             const std::vector<std::filesystem::path>& sources);

/// Throws `config_error` if one of `files` (sources, SQL files or libraries) is not trusted, or,
/// for a file reached through a link, the folder that the file is in.
void require_trusted_sources(const configuration& config,
                             const std::vector<std::filesystem::path>& files);

}  // namespace revise::tool
