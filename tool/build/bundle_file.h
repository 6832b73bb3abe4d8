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
  /// Whether the bundle needs the machine's libstdc++, because a shared library of the user needs
  /// it.
  bool has_shared_libstdcxx = false;
};

/// Throws build_error if this revise is installed without the parts that bundles are linked from.
void require_bundle_parts();

/// Links the tool, the runtime and `sources` into one program. Throws build_error.
bundle_result write_bundle(const configuration& config,
                           const std::vector<std::filesystem::path>& sources,
                           const build_observer& observer, const bundle_request& request);

}  // namespace revise::tool
