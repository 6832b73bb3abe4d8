#include "build/editor_files.h"

#include <fmt/format.h>

#include <system_error>

#include "build/compiler.h"
#include "build/recipe.h"
#include "build/sources.h"
#include "config/trust.h"
#include "util/embedded.h"
#include "util/error.h"
#include "util/hash.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* commands_name = "compile_commands.json";

std::string object_name(const fs::path& source) {
  std::string stem = source.stem().string();
  if (!safe_paths::is_safe(stem)) stem = "migration";
  return fmt::format("objects/{}.{}.o", stem.substr(0, 100), hexadecimal(hash_of(source.native())));
}

// The sources to list in compile_commands.json. For a file that is not listed, clangd takes the
// flags of the most similar listed file, so the list needs at least one entry.
std::vector<fs::path> sources_for_editor(const configuration& config) {
  std::vector<fs::path> sources = find_sources(config);
  if (!sources.empty()) return sources;
  for (const fs::path& location : config.version_locations) {
    sources.push_back(location / "revision.cpp");
  }
  return sources;
}

bool is_for_editors(const configuration& config) {
  std::error_code ignored;
  return fs::is_directory(config.script_location, ignored) &&
         build_folder_path(config) == folder_beside_versions(config);
}

}  // namespace

compile_unit unit_for(const fs::path& source, safe_paths& paths) {
  compile_unit unit{
      .source = paths.name_for(source), .object = object_name(source), .quote_folder = {}};
  // A file with an odd name is compiled through a link in another folder; its #include "…" must
  // still find its neighbours.
  if (!safe_paths::is_safe(source.filename())) {
    unit.quote_folder = paths.name_for(source.parent_path());
  }
  return unit;
}

void write_editor_files(const build_folder& folder, const plugin_recipe& recipe,
                        const std::vector<compile_unit>& units,
                        const std::vector<std::string>& paths) {
  for (const embedded::file& header : embedded::headers) {
    folder.write(fs::path("include") / header.path, header.text);
  }
  folder.write(commands_name, compile_commands_text(recipe, folder.path().string(), units, paths));
}

void update_editor_files(const configuration& config) {
  try {
    if (!is_for_editors(config)) return;
    require_trusted_ini(config);
    const std::vector<fs::path> sources = sources_for_editor(config);
    const build_folder folder(config);
    safe_paths paths(folder.path());
    compiler with{.program = compiler_program(config), .version = {}};
    if (with.program.empty()) with.program = "c++";
    const plugin_recipe recipe = make_recipe(config, with, paths);
    std::vector<compile_unit> units;
    std::vector<std::string> names;
    for (const fs::path& source : sources) {
      units.push_back(unit_for(source, paths));
      names.push_back(source.string());
    }
    write_editor_files(folder, recipe, units, names);
  } catch (const error&) {
    return;
  }
}

void provide_editor_files(const configuration& config) {
  std::error_code ignored;
  if (fs::exists(folder_beside_versions(config) / commands_name, ignored)) return;
  update_editor_files(config);
}

}  // namespace revise::tool
