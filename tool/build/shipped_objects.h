#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "build/build_folder.h"
#include "build/ninja_file.h"
#include "build/plugin_build.h"
#include "config/configuration.h"

namespace revise::tool {

/// Versions that were compiled to go elsewhere, and what they are linked with.
struct shipped_objects {
  std::filesystem::path folder;                   ///< where all names in here start from
  plugin_recipe recipe;                           ///< compiler, link flags, libraries
  std::vector<std::string> objects;               ///< of the migrations, their entry, and their SQL
  std::map<std::string, std::string> user_paths;  ///< safe_paths::user_paths
  compiler_words words;                           ///< for what compilers say
  std::vector<std::string> library_folders;       ///< tool::library_folders: not in the rpath
};

/// Compiles `sources` (in load order), all of them anew: nothing of an older text is in them, and
/// no path of this machine. Nothing else uses what is in the folder meanwhile. Throws build_error.
shipped_objects compile_to_ship(const build_folder& folder, const configuration& config,
                                const std::vector<std::filesystem::path>& sources,
                                const build_observer& observer);

/// Runs the linker with these arguments behind the compiler's name, in the objects' folder. Throws
/// compile_error with `hint` when it fails.
void link_to_ship(const shipped_objects& all, const std::vector<std::string>& arguments,
                  const std::string& hint);

/// Puts the file that was made, `built`, to where the user wants it: there is the old one or the
/// new one, and nothing between. Throws build_error.
void put_in_place(const std::filesystem::path& built, const std::filesystem::path& output);

}  // namespace revise::tool
