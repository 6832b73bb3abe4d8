#pragma once

#include <filesystem>

namespace revise::tool {

/// Throws build_error unless the plugin at `path`, which may have been built on any machine, was
/// built for the headers of this revise. The compiler may differ: revise and the plugin share only
/// C functions and C++ virtual functions, on which compilers on one machine agree.
void require_fitting_plugin(const std::filesystem::path& path);

}  // namespace revise::tool
