#include "build/plugin_build.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "build/build_folder.h"
#include "build/compiler.h"
#include "build/input_memory.h"
#include "build/ninja_run.h"
#include "build/plugin_builder.h"
#include "build/recipe.h"
#include "build/safe_paths.h"
#include "build/sql_embedding.h"
#include "build/trusted_sources.h"
#include "config/trust.h"
#include "plugin/stamp.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* compiler_cache = "compiler";

std::vector<source_input> states_of(const std::vector<fs::path>& files) {
  std::vector<source_input> inputs;
  inputs.reserve(files.size());
  for (const fs::path& file : files) inputs.push_back({file, file_state::of(file)});
  return inputs;
}

std::string recipe_text(const plugin_recipe& recipe, const abi_stamp& stamp) {
  std::string text = text_of(stamp) + recipe.compiler + '\n' + recipe.launcher + '\n';
  for (const auto* flags :
       {&recipe.compile_flags, &recipe.link_flags, &recipe.libraries, &recipe.assemble_flags}) {
    for (const std::string& flag : *flags) text += shell_quoted(flag) + ' ';
    text += '\n';
  }
  return text;
}

// Part of the inputs, since another REVISE_TRUST may refuse to build the same files.
std::string trust_text(const configuration& config) {
  std::string text;
  for (const fs::path& folder : config.trusted_folders) text += folder.string() + '\n';
  return text;
}

// Checks the headers that `read` names, relative to the build folder. If one is not trusted,
// everything built with it is removed, so that neither --no-build nor the next link uses it.
void require_trusted_headers(const configuration& config, const fs::path& folder,
                             const std::vector<std::string>& read, const fs::path& plugin) {
  std::vector<fs::path> files;
  files.reserve(read.size());
  for (const std::string& file : read) files.push_back(folder / file);
  try {
    require_trusted(config, files_of_project(config, files));
  } catch (const config_error&) {
    std::error_code ignored;
    fs::remove(plugin, ignored);
    fs::remove_all(folder / "objects", ignored);
    throw;
  }
}

// The libraries that the ini names by an absolute path. A missing one is left out: the linker
// reports it.
std::vector<fs::path> library_files(const configuration& config) {
  std::vector<fs::path> files;
  for (const std::string& library : config.link_libraries) {
    std::error_code ignored;
    if (library.starts_with('/') && fs::is_regular_file(library, ignored)) files.push_back(library);
  }
  return files;
}

}  // namespace

fs::path build_plugin(const configuration& config, const std::vector<fs::path>& sources,
                      const build_observer& observer) {
  require_trusted_ini(config);
  require_trusted_folders(config, sources);
  const timespec before = file_clock_now();
  const build_folder folder(config);
  const fs::path ninja = find_program("ninja");
  if (ninja.empty()) {
    throw build_error("ninja is not installed: revise needs it to compile migrations",
                      "apt-get install ninja-build");
  }
  const compiler with = find_compiler(config, folder.path() / compiler_cache);
  safe_paths paths(folder.path());
  plugin_recipe recipe = make_recipe(config, with, paths);
  const abi_stamp stamp = stamp_of(recipe, with);
  const std::vector<fs::path> libraries = library_files(config);
  for (const fs::path& file : libraries) recipe.library_files.push_back(paths.name_for(file));
  const std::vector<embedded_sql> sql = find_sql(config, paths);
  std::vector<fs::path> sql_paths;
  sql_paths.reserve(sql.size());
  for (const embedded_sql& file : sql) sql_paths.push_back(file.path);
  const build_inputs inputs{.recipe = recipe_text(recipe, stamp) + trust_text(config),
                            .sources = states_of(sources),
                            .sql = states_of(sql_paths),
                            .libraries = states_of(libraries)};
  fs::path plugin = folder.path() / plugin_name;
  if (is_built_from(folder, inputs, plugin)) return plugin;

  require_trusted_sources(config, sources);
  require_trusted_sources(config, sql_paths);
  require_trusted_sources(config, libraries);
  plugin_builder builder(folder, ninja, std::move(recipe), stamp, paths,
                         compiler_words(config, folder.path()), observer);
  builder.build(inputs, sql);
  if (const auto read = files_read(ninja, folder.path())) {
    require_trusted_headers(config, folder.path(), *read, plugin);
    remember_inputs(folder, inputs, plugin, *read, before);
  }
  return plugin;
}

fs::path existing_plugin(const configuration& config) {
  // An ini that is not trusted could name a harmful compiler, which is run to learn its version.
  require_trusted_ini(config);
  std::error_code ignored;
  fs::path folder = build_folder_path(config);
  // If there is no plugin here, another user, who could write beside the versions, may have built
  // one there.
  if (!fs::exists(folder / plugin_name, ignored)) folder = folder_beside_versions(config);
  const fs::path plugin = folder / plugin_name;
  if (!fs::exists(plugin, ignored)) {
    throw build_error(
        fmt::format("--no-build was given, but the plugin '{}' does not exist", plugin.string()),
        "revise build");
  }
  const auto stamp = read_stamp(plugin.string());
  if (!stamp) {
    throw build_error(fmt::format("'{}' is not a plugin that revise built", plugin.string()),
                      "revise build");
  }
  const std::optional<compiler> with = installed_compiler(config, folder / compiler_cache);
  safe_paths paths(folder);
  const compiler none;
  abi_stamp expected =
      stamp_of(make_recipe(config, with.value_or(none), paths), with.value_or(none));
  // A server without a compiler runs a plugin that was built on another machine.
  if (!with) expected.compiler = stamp->compiler;
  if (*stamp != expected) {
    throw build_error(fmt::format("the plugin '{}' is stale", plugin.string()),
                      "revise build, or run without --no-build", differences(*stamp, expected));
  }
  return plugin;
}

}  // namespace revise::tool
