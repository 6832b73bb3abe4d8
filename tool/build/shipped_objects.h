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

/// Compiled versions for another machine, and what they are linked with.
struct shipped_objects {
  std::filesystem::path folder;      ///< the folder that all names here are relative to
  plugin_recipe recipe;              ///< compiler, link flags and libraries
  std::vector<std::string> objects;  ///< of the migrations, their entry and their SQL files
  std::map<std::string, std::string> user_paths;  ///< safe_paths::user_paths
  compiler_words words;                           ///< shortens the paths in the compiler's output
  std::vector<std::string> library_folders;  ///< tool::library_folders; they are not in the rpath
};

/// Compiles all of `sources` (in load order) from scratch, so that the objects contain no older
/// text and no path of this machine. The caller's lock on `folder` keeps other processes from using
/// it. Throws build_error, and config_error if a file is not trusted.
shipped_objects compile_to_ship(const build_folder& folder, const configuration& config,
                                const std::vector<std::filesystem::path>& sources,
                                const build_observer& observer);

/// Runs the compiler as the linker with `arguments`, in the objects' folder. Throws compile_error
/// with `hint` if it fails.
void link_to_ship(const shipped_objects& all, const std::vector<std::string>& arguments,
                  const std::string& hint);

/// Copies the finished file `built` to `output`. `output` is at all times the old file or the new
/// one, never a partial file. Throws build_error.
void put_in_place(const std::filesystem::path& built, const std::filesystem::path& output);

}  // namespace revise::tool
