#include "build/library_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "build/recipe.h"
#include "build/safe_paths.h"
#include "build/shipped_entry.h"
#include "build/shipped_sources.h"
#include "build/sources.h"
#include "build/sql_embedding.h"
#include "config/built_in_settings.h"
#include "config/git_commit.h"
#include "util/error.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

// Writes the file even if it is unchanged, because the caller's build system looks at its time.
void write(const fs::path& path, std::string_view text) {
  std::error_code failure;
  fs::create_directories(path.parent_path(), failure);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) throw build_error(fmt::format("cannot write '{}'", path.string()));
}

}  // namespace

fs::path library_request::root() const {
  fs::path root = migrations.front();
  const auto is_within_root = [&](const fs::path& folder) {
    return std::mismatch(root.begin(), root.end(), folder.begin(), folder.end()).first ==
           root.end();
  };
  for (const fs::path& folder : migrations) {
    while (!is_within_root(folder)) root = root.parent_path();
  }
  return root;
}

void write_library_sources(const configuration& config, const library_request& request) {
  configuration of_library = config;
  of_library.version_locations = request.migrations;
  const fs::path root = request.root();
  shipped_entry entry{
      .stamp =
          text_of({.interface = interface_hash(), .compiler = "that of the build", .flags = {}}),
      .sources = {},
      .sql = {},
      .settings = settings_text(config),
      .git_commit = git_commit(root),
      .name = request.name,
      .is_plain = request.is_plain,
      .is_shared = !request.name.empty()};
  safe_paths paths(request.output);
  const std::vector<embedded_sql> sql = find_sql(of_library, paths);
  for (const fs::path& source : find_sources(of_library)) {
    const std::string file = source.lexically_relative(root).string();
    entry.sources.push_back({.compiled_as = request.name.empty() ? file : request.name + '/' + file,
                             .path = shipped_path(config, source),
                             .hash = hash_of_source(source, sql)});
  }
  for (const embedded_sql& file : sql) {
    entry.sql.push_back(
        {.path = shipped_path(config, file.path), .text = read_file(file.path).value_or("")});
  }
  write(request.output / "entry.cpp", shipped_entry_text(entry));
  if (request.name.empty()) return;
  write(request.output / "include" / "revise_versions" / (request.name + ".h"),
        fmt::format("// Written by revise; changes are overwritten.\n"
                    "#pragma once\n\n"
                    "namespace revise {{\nstruct plugin_description;\n}}\n\n"
                    "/// For migrator_options::versions.\n"
                    "extern \"C\" const revise::plugin_description* revise_versions_{}();\n",
                    request.name));
}

}  // namespace revise::tool
