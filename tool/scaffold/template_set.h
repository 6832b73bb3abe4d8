#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// A folder of `templates/`, compiled into the tool.
struct template_set {
  struct file {
    std::string_view path;  ///< below the set's folder
    std::string_view text;
  };
  std::string name;
  std::string description;  ///< the first line of its README.md, without the '#'
  std::vector<file> files;

  /// Throws `error` when the set has no such file.
  std::string_view text_of(std::string_view path) const;
};

/// All of them, by name: `list_templates` prints `NAME - DESCRIPTION`.
std::vector<template_set> template_sets();

/// The one of that name. Throws `error` that suggests another.
template_set find_template_set(const std::string& name);

/// The set where none is asked for.
inline constexpr const char* default_template_set = "generic";

/// The file of a set that `new` fills in; its copy below `script_location` is the user's to edit.
inline constexpr const char* migration_template_file = "migration.cpp.in";

/// The same for the SQL files of `new --sql`.
inline constexpr const char* sql_template_file = "migration.sql.in";

}  // namespace revise::tool
