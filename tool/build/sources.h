#pragma once

#include <filesystem>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// The migrations of a project: every `*.cpp` in its version_locations, in load order (the
/// locations as configured; in each, byte order of the relative path). Hidden files and folders
/// are passed over, and a file reached twice counts once. Absolute paths, links not followed.
/// Throws config_error when a location cannot be read, or is missing and not one of
/// missing_locations, build_error when such a file is a pipe or a device.
std::vector<std::filesystem::path> find_sources(const configuration& config);

/// The version locations that do not exist and hold no revisions for that reason: git keeps no
/// empty folder. Only of those that `version_locations` lists, and only where script_location or
/// another location exists: without any of them the ini is wrong.
std::vector<std::filesystem::path> missing_locations(const configuration& config);

/// The other ones.
std::vector<std::filesystem::path> existing_locations(const configuration& config);

}  // namespace revise::tool
