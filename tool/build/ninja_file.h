#pragma once

#include <string>
#include <vector>

namespace revise::tool {

/// One source and the object it becomes; both are safe names (safe_paths), from the build folder.
struct compile_unit {
  std::string source;
  std::string object;
  std::string quote_folder;  ///< where `#include "…"` is looked for; empty: beside the source
  /// Says which text it is, where an older file may take the place of a newer one: ninja goes by
  /// whether a file is newer.
  std::string text_digest = {};
  bool is_cached = true;  ///< compiled through the launcher
};

/// One file of the assembler, which revise writes, and the object it becomes.
struct assembled_unit {
  std::string source;
  std::string object;
  std::string what;                 ///< it is called in progress
  std::vector<std::string> inputs;  ///< safe names of what it takes in
};

/// All that decides how a plugin is built.
struct plugin_recipe {
  std::string compiler;
  std::vector<std::string> compile_flags;  ///< as arguments, unquoted
  std::vector<std::string> link_flags;     ///< before the objects
  std::vector<std::string> libraries;      ///< after the objects
  std::vector<std::string> library_files;  ///< of them, those to look at: safe names
  std::string launcher;                    ///< ccache; empty: none
  std::vector<compile_unit> units;
  std::vector<std::string> assemble_flags;
  std::vector<assembled_unit> assembled;
};

/// The text of build.ninja. Every argument is quoted for the shell that ninja hands it to.
std::string ninja_text(const plugin_recipe& recipe);

/// The text of compile_commands.json: each of `units` compiled alone, with `folder` as the
/// directory of each command and `paths` as what clangd knows each by.
std::string compile_commands_text(const plugin_recipe& recipe, const std::string& folder,
                                  const std::vector<compile_unit>& units,
                                  const std::vector<std::string>& paths);

/// `argument` as one word of a shell's command line, whatever is in it.
std::string shell_quoted(const std::string& argument);

}  // namespace revise::tool
