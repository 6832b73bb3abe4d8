#include "build/recipe.h"

#include <algorithm>

#include "build/source_digest.h"
#include "util/embedded.h"
#include "util/hash.h"

namespace revise::tool {

namespace {

// mold links a thousand objects in 0.08 s, GNU ld in seconds. GCC supports mold since 12.1, and
// both compilers find a linker by its name on PATH.
std::string fast_linker(const compiler& with) {
  if (!find_program("ld.mold").empty() && with.version.find(" 11.") == std::string::npos &&
      with.version.find(" 10.") == std::string::npos) {
    return "-fuse-ld=mold";
  }
  return find_program("ld.lld").empty() ? "" : "-fuse-ld=lld";
}

}  // namespace

std::vector<std::string> library_folders(const configuration& config) {
  std::vector<std::string> folders;
  for (const std::string& library : config.link_libraries) {
    const std::filesystem::path path = library;
    const bool is_shared =
        path.is_absolute() && path.filename().native().find(".so") != std::string::npos;
    if (!is_shared) continue;
    const std::string folder = path.parent_path().string();
    if (std::find(folders.begin(), folders.end(), folder) == folders.end()) {
      folders.push_back(folder);
    }
  }
  return folders;
}

std::string rpath_flag(const std::string& folder) { return "-Wl,-rpath," + folder; }

plugin_recipe make_recipe(const configuration& config, const compiler& with, safe_paths& paths) {
  plugin_recipe recipe;
  recipe.compiler = with.program.string();
  recipe.launcher = find_program("ccache").string();
  // Hidden visibility keeps each plugin's list of migrations separate.
  recipe.compile_flags = {"-std=c++20",
                          "-O0",
                          "-g1",
                          "-fPIC",
                          "-fvisibility=hidden",
                          "-Wall",
                          "-Wextra",
                          "-Wno-unused-parameter",
                          "-Iinclude"};
  for (const auto& folder : config.include_dirs) {
    recipe.compile_flags.push_back("-I" + paths.name_for(folder));
  }
  recipe.compile_flags.insert(recipe.compile_flags.end(), config.compile_flags.begin(),
                              config.compile_flags.end());
  const std::string linker = fast_linker(with);
  if (!linker.empty()) recipe.link_flags.push_back(linker);
  // A plugin needs no symbol of the program that loads it, so an undefined symbol is a mistake,
  // which the linker reports. A sanitizer's runtime, however, is part of the program.
  const bool sanitized =
      std::any_of(recipe.compile_flags.begin(), recipe.compile_flags.end(),
                  [](const std::string& flag) { return flag.starts_with("-fsanitize="); });
  if (!sanitized) recipe.link_flags.emplace_back("-Wl,-z,defs");
  recipe.link_flags.insert(recipe.link_flags.end(), config.compile_flags.begin(),
                           config.compile_flags.end());
  // clang warns that flags for C++ are unused when it assembles.
  recipe.assemble_flags = config.compile_flags;
  recipe.assemble_flags.emplace_back("-Wno-unused-command-line-argument");
  for (const std::string& library : config.link_libraries) {
    const bool is_name = !library.starts_with('-') && library.find('/') == std::string::npos;
    recipe.libraries.push_back(is_name ? "-l" + library : library);
  }
  for (const std::string& folder : library_folders(config)) {
    recipe.libraries.push_back(rpath_flag(folder));
  }
  return recipe;
}

const std::string& interface_hash() {
  static const std::string hash = [] {
    std::string all;
    for (const embedded::file& file : embedded::headers) (all += file.path) += file.text;
    return digest_of(all);
  }();
  return hash;
}

abi_stamp stamp_of(const plugin_recipe& recipe, const compiler& with) {
  abi_stamp stamp{.interface = interface_hash(), .compiler = with.identity(), .flags = {}};
  for (const auto* flags : {&recipe.compile_flags, &recipe.libraries}) {
    for (const std::string& flag : *flags) {
      if (!stamp.flags.empty()) stamp.flags += ' ';
      stamp.flags += shell_quoted(flag);
    }
  }
  return stamp;
}

}  // namespace revise::tool
