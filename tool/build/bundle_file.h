#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "build/plugin_build.h"
#include "config/configuration.h"

namespace revise::tool {

struct bundle_request {
  std::filesystem::path output;
  bool is_stripped = true;
};

struct bundle_result {
  std::uintmax_t bytes = 0;
  /// Whether it needs the machine's libstdc++: where a shared library of the user's does.
  bool has_shared_libstdcxx = false;
};

/// Throws build_error where this revise is installed without what a bundle is made of.
void require_bundle_parts();

/// Links the tool, the runtime and `sources` into one program. Throws build_error.
bundle_result write_bundle(const configuration& config,
                           const std::vector<std::filesystem::path>& sources,
                           const build_observer& observer, const bundle_request& request);

}  // namespace revise::tool
