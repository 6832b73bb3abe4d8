#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// A folder of `templates/` that is compiled into the tool.
struct template_set {
  struct file {
    std::string_view path;  ///< relative to the set's folder
    std::string_view text;
  };
  std::string name;
  std::string description;  ///< the first line of its README.md, without the '#'
  std::vector<file> files;

  /// Throws `error` if the set has no such file.
  std::string_view text_of(std::string_view path) const;
};

/// All template sets, sorted by name; `list_templates` prints them as `NAME - DESCRIPTION`.
std::vector<template_set> template_sets();

/// The template set `name`. If there is none, throws `error`, with a similar name if there is one.
template_set find_template_set(const std::string& name);

/// The template set to use if none is named.
inline constexpr const char* default_template_set = "generic";

/// The file of a set that `new` fills in. The user may edit the copy of it in `script_location`.
inline constexpr const char* migration_template_file = "migration.cpp.in";

/// The file of a set that `new --sql` fills in for each SQL file. The user may edit the copy of it
/// in `script_location`.
inline constexpr const char* sql_template_file = "migration.sql.in";

}  // namespace revise::tool
