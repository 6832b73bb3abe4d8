#pragma once

#include <filesystem>
#include <vector>

#include "build/plugin_build.h"
#include "config/configuration.h"

namespace revise::tool {

/// Builds a plugin for another machine and writes it to `output`. `--plugin` runs it there without
/// the versions folder and the ini. Throws build_error.
void write_plugin_file(const configuration& config,
                       const std::vector<std::filesystem::path>& sources,
                       const build_observer& observer, const std::filesystem::path& output);

}  // namespace revise::tool
