#pragma once

#include <filesystem>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// The migrations of a project: every `*.cpp` in its version_locations, in load order (the
/// locations as configured; in each, byte order of the relative path). Hidden files and folders
/// are passed over, and a file reached twice counts once. Absolute paths, links not followed.
/// Throws config_error when a location is missing or cannot be read.
std::vector<std::filesystem::path> find_sources(const configuration& config);

}  // namespace revise::tool
