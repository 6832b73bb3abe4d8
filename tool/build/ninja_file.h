#pragma once

#include <string>
#include <vector>

namespace revise::tool {

/// One source and its object. Both are safe names (safe_paths), relative to the build folder.
struct compile_unit {
  std::string source;
  std::string object;
  std::string quote_folder;  ///< the folder to search for `#include "…"`; empty: the source's
                             ///< folder
  /// Identifies the text. It is needed when an older file may replace a newer one, since ninja only
  /// checks whether a file is newer.
  std::string text_digest = {};
  bool is_cached = true;  ///< compiled through the launcher
};

/// One assembler file, written by revise, and its object.
struct assembled_unit {
  std::string source;
  std::string object;
  std::string what;                 ///< the name shown in progress
  std::vector<std::string> inputs;  ///< safe names of the files it includes
};

/// Everything that decides how a plugin is built.
struct plugin_recipe {
  std::string compiler;
  std::vector<std::string> compile_flags;  ///< as arguments, unquoted
  std::vector<std::string> link_flags;     ///< before the objects
  std::vector<std::string> libraries;      ///< after the objects
  std::vector<std::string> library_files;  ///< the libraries that are files to depend on: safe
                                           ///< names
  std::string launcher;                    ///< ccache; empty if there is none
  std::vector<compile_unit> units;
  std::vector<std::string> assemble_flags;
  std::vector<assembled_unit> assembled;
};

/// The text of build.ninja. Every argument is quoted for the shell, which ninja runs each command
/// with.
std::string ninja_text(const plugin_recipe& recipe);

/// The text of compile_commands.json: each of `units` is compiled alone, `folder` is the directory
/// of each command, and `paths` are the names by which clangd knows the units, in the same order.
std::string compile_commands_text(const plugin_recipe& recipe, const std::string& folder,
                                  const std::vector<compile_unit>& units,
                                  const std::vector<std::string>& paths);

/// `argument` as one word of a shell's command line. It may contain any characters.
std::string shell_quoted(const std::string& argument);

}  // namespace revise::tool
