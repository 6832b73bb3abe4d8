#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/build_folder.h"
#include "build/ninja_file.h"
#include "build/safe_paths.h"
#include "config/configuration.h"

namespace revise::tool {

/// The unit that compiles `source` alone.
compile_unit unit_for(const std::filesystem::path& source, safe_paths& paths);

/// Writes the files an editor needs to understand migrations to the build folder: revise's headers,
/// and compile_commands.json with `units`, which are the files `paths`. Throws build_error.
void write_editor_files(const build_folder& folder, const plugin_recipe& recipe,
                        const std::vector<compile_unit>& units,
                        const std::vector<std::string>& paths);

/// Writes the editor files for all migrations of the project, without starting a compiler. Does
/// nothing if the build folder is not beside the versions, where the editor looks for it
/// (templates/generic/clangd.in), or if the ini is not trusted. Errors are ignored: a build reports
/// them.
void update_editor_files(const configuration& config);

/// Writes the editor files if they do not exist yet, as in a fresh clone.
void provide_editor_files(const configuration& config);

}  // namespace revise::tool
