#pragma once

#include <filesystem>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// The migrations of a project: every `*.cpp` in its version_locations, in load order (the
/// locations as configured; in each, byte order of the path). Hidden files and folders are skipped,
/// and a file that is reached twice counts once. The paths are absolute, with links not followed.
/// Throws config_error if a location cannot be read, or is missing and not in missing_locations;
/// throws build_error if such a file is a pipe or a device.
std::vector<std::filesystem::path> find_sources(const configuration& config);

/// The version locations that do not exist and count as empty: git keeps no empty folder. Only
/// locations that `version_locations` lists count, and only if script_location or another location
/// exists. If none of them exists, the ini is wrong.
std::vector<std::filesystem::path> missing_locations(const configuration& config);

/// The version locations that are not in missing_locations.
std::vector<std::filesystem::path> existing_locations(const configuration& config);

}  // namespace revise::tool
