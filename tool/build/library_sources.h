#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// A library of migrations that somebody else's build makes, as revise_add_versions does.
struct library_request {
  std::vector<std::filesystem::path> migrations;  ///< the folders, at least one; absolute
  std::filesystem::path output;                   ///< the folder for what is written
  /// An identifier of C, for `revise_versions_NAME()`; the compiler is to write `NAME/FILE` as the
  /// name of a migration's file, FILE from root() on (-fmacro-prefix-map). Empty: it becomes a
  /// plugin.
  std::string name;
  bool is_plain = true;  ///< it is `revise_plugin` too, what a program has that has one of them

  /// The innermost folder that has all of `migrations` in it: of one that folder itself.
  std::filesystem::path root() const;
};

/// Writes `entry.cpp`, to compile with the migrations, and of a library its header
/// `include/revise_versions/NAME.h`. `config` says what is built in, and from where paths are told.
/// Throws build_error and config_error.
void write_library_sources(const configuration& config, const library_request& request);

}  // namespace revise::tool
