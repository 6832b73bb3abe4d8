#pragma once

#include <string>
#include <utility>
#include <vector>

#include "build/compiler.h"
#include "build/ninja_file.h"
#include "build/safe_paths.h"
#include "config/configuration.h"
#include "plugin/stamp.h"

namespace revise::tool {

/// The compiler with its flags, linker and libraries: everything of a recipe but the units.
/// Relative paths in it start from the build folder.
plugin_recipe make_recipe(const configuration& config, const compiler& with, safe_paths& paths);

/// The environment for the recipe's compiler. With a base_dir, be it of the environment or of
/// ccache.conf, ccache gives the compiler other names of the sources than the entry knows them by;
/// and an object with a second name is not revise's own (remove_foreign).
inline std::vector<std::pair<std::string, std::string>> ccache_environment() {
  return {{"CCACHE_BASEDIR", ""}, {"CCACHE_NOHARDLINK", "true"}};
}

/// Where those shared libraries lie that the ini names by a path: the loader does not know. A
/// plugin has them as its rpath (rpath_flag), for this machine.
std::vector<std::string> library_folders(const configuration& config);
std::string rpath_flag(const std::string& folder);

/// Names the headers that this tool carries, which plugins are compiled with.
const std::string& interface_hash();

/// What a plugin built by `recipe` says of itself.
abi_stamp stamp_of(const plugin_recipe& recipe, const compiler& with);

}  // namespace revise::tool
