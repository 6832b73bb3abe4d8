#pragma once

#include <filesystem>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// Throws `config_error` where a folder that is compiled from is not trusted (config/trust.h): a
/// version location, one that a source is in, one of include_dirs, or that of a library in
/// link_libraries.
void require_trusted_folders(const configuration& config,
                             const std::vector<std::filesystem::path>& sources);

/// The same for sources, SQL files or libraries themselves; for one that is reached by a link also
/// for the folder it is in.
void require_trusted_sources(const configuration& config,
                             const std::vector<std::filesystem::path>& files);

}  // namespace revise::tool
