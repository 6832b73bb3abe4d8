#pragma once

#include <filesystem>
#include <string>

#include "config/configuration.h"

namespace revise::tool {

/// A library of migrations that somebody else's build makes, as revise_add_versions does.
struct library_request {
  std::filesystem::path migrations;  ///< the folder; absolute
  std::filesystem::path output;      ///< the folder for what is written
  /// An identifier of C, for `revise_versions_NAME()`; the compiler is to write `NAME/FILE` as the
  /// name of a migration's file (-fmacro-prefix-map). Empty: it becomes a plugin.
  std::string name;
  bool is_plain = true;  ///< it is `revise_plugin` too, what a program has that has one of them
};

/// Writes `entry.cpp`, to compile with the migrations, and of a library its header
/// `include/revise_versions/NAME.h`. `config` says what is built in, and from where paths are told.
/// Throws build_error and config_error.
void write_library_sources(const configuration& config, const library_request& request);

}  // namespace revise::tool
