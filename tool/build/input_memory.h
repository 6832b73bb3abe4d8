#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/build_folder.h"
#include "build/source_facts.h"
#include "build/sql_embedding.h"

namespace revise::tool {

/// Everything that a plugin was built from. If none of it has changed, the build ends at once.
struct build_inputs {
  std::string recipe;  ///< the compiler, headers and flags
  std::vector<source_input> sources;
  std::vector<source_input> sql;
  std::vector<source_input> libraries;  ///< libraries that the ini names by path
};

/// Whether `plugin` is the result of the last build in this folder, and was built from the same
/// inputs. Calls stat(2) on each file, and reads only its own memory file.
bool is_built_from(const build_folder& folder, const build_inputs& inputs,
                   const std::filesystem::path& plugin);

/// Writes the memory file that is_built_from reads. `others` are further files that the build read,
/// named as ninja names them, from the build folder. Writes nothing if a file changed after
/// `before`, when the build began, or so shortly before it that another change might not show.
void remember_inputs(const build_folder& folder, const build_inputs& inputs,
                     const std::filesystem::path& plugin, const std::vector<std::string>& others,
                     const timespec& before);

}  // namespace revise::tool
