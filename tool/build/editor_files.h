#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/build_folder.h"
#include "build/ninja_file.h"
#include "build/safe_paths.h"
#include "config/configuration.h"

namespace revise::tool {

/// `source` compiled alone.
compile_unit unit_for(const std::filesystem::path& source, safe_paths& paths);

/// Writes to the build folder what an editor needs to understand migrations: revise's headers, and
/// compile_commands.json with `units`, which are the files `paths`. Throws build_error.
void write_editor_files(const build_folder& folder, const plugin_recipe& recipe,
                        const std::vector<compile_unit>& units,
                        const std::vector<std::string>& paths);

/// The same for all migrations of the project, without starting a compiler. Does nothing where the
/// build folder is not beside the versions: the editor looks for it there (templates/generic/
/// clangd.in), where the ini is not trusted, and where it cannot be done: a build tells why.
void update_editor_files(const configuration& config);

/// The same where there are no such files yet, as in a fresh clone.
void provide_editor_files(const configuration& config);

}  // namespace revise::tool
