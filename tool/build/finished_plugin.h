#pragma once

#include <filesystem>

namespace revise::tool {

/// Throws build_error unless the plugin at `path`, which may have been built anywhere, was built
/// for the headers of this revise. With which compiler does not matter: what they share with the
/// plugin is functions of C and virtual ones of C++, of which compilers on one machine agree.
void require_fitting_plugin(const std::filesystem::path& path);

}  // namespace revise::tool
