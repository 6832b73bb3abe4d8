#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// A library of migrations that another build system builds, as with revise_add_versions.
struct library_request {
  std::vector<std::filesystem::path> migrations;  ///< the folders, at least one; absolute paths
  std::filesystem::path output;                   ///< the folder to write to
  /// A C identifier, for `revise_versions_NAME()`. The compiler must name a migration's file
  /// `NAME/FILE`, where FILE is relative to root() (-fmacro-prefix-map). Empty: the library becomes
  /// a plugin.
  std::string name;
  bool is_plain = true;  ///< also defines `revise_plugin`, for a program with one such library

  /// The innermost folder that contains all of `migrations`. For a single folder it is that folder.
  std::filesystem::path root() const;
};

/// Writes `entry.cpp`, which is compiled with the migrations, and for a library with a name also
/// its header `include/revise_versions/NAME.h`. `config` gives the built-in settings and the folder
/// that paths are relative to. Throws build_error and config_error.
void write_library_sources(const configuration& config, const library_request& request);

}  // namespace revise::tool
