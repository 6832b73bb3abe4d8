#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/build_folder.h"
#include "build/source_facts.h"
#include "build/sql_embedding.h"

namespace revise::tool {

/// All that a plugin was built from, so that it is known at once when nothing of it has changed.
struct build_inputs {
  std::string recipe;  ///< what decides how: compiler, headers, flags
  std::vector<source_input> sources;
  std::vector<source_input> sql;
  std::vector<source_input> libraries;  ///< that are named by their path
};

/// Whether `plugin` is what was built last in this folder, from the same inputs. Asks for the state
/// of each file and reads none of them.
bool is_built_from(const build_folder& folder, const build_inputs& inputs,
                   const std::filesystem::path& plugin);

/// Keeps what is_built_from asks for, `others` being the files that were read besides: as ninja
/// names them, from the build folder. Keeps nothing where a file changed so recently that a further
/// change might not show, or since the time `before`, when the build began.
void remember_inputs(const build_folder& folder, const build_inputs& inputs,
                     const std::filesystem::path& plugin, const std::vector<std::string>& others,
                     const timespec& before);

}  // namespace revise::tool
