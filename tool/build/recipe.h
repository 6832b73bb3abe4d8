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

/// The compiler with its flags, linker and libraries: a whole recipe except the units. Relative
/// paths in it start from the build folder.
plugin_recipe make_recipe(const configuration& config, const compiler& with, safe_paths& paths);

/// The environment for the recipe's compiler. With a base_dir (from the environment or
/// ccache.conf), ccache would change the names of the sources that it passes to the compiler, and
/// they would no longer match those in the entry. With hard links, an object would have a second
/// name, and remove_foreign would remove it.
inline std::vector<std::pair<std::string, std::string>> ccache_environment() {
  return {{"CCACHE_BASEDIR", ""}, {"CCACHE_NOHARDLINK", "true"}};
}

/// The folders of the shared libraries that the ini names by path: the loader does not search these
/// folders. A plugin for this machine has them as its rpath (rpath_flag).
std::vector<std::string> library_folders(const configuration& config);
std::string rpath_flag(const std::string& folder);

/// A hash of the headers that this tool carries and that plugins are compiled with.
const std::string& interface_hash();

/// The stamp of a plugin built by `recipe`.
abi_stamp stamp_of(const plugin_recipe& recipe, const compiler& with);

}  // namespace revise::tool
