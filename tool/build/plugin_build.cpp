#include "build/plugin_build.h"

#include <fmt/format.h>

#include <chrono>
#include <system_error>

#include "build/build_folder.h"
#include "build/compiler.h"
#include "build/ninja_file.h"
#include "build/ninja_run.h"
#include "build/recipe.h"
#include "build/safe_paths.h"
#include "build/source_hashes.h"
#include "build/sql_embedding.h"
#include "config/ini_trust.h"
#include "plugin/stamp.h"
#include "util/embedded.h"
#include "util/hash.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* plugin_name = "plugin.so";
constexpr const char* compiler_cache = "compiler";

std::string string_literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    // Octal escapes end after three digits; '?' is escaped for the sake of trigraphs.
    if (byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\' || c == '?') {
      result += fmt::format("\\{:03o}", static_cast<unsigned>(byte));
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string object_name(const fs::path& source) {
  std::string stem = source.stem().string();
  if (!safe_paths::is_safe(stem)) stem = "migration";
  return fmt::format("objects/{}.{}.o", stem.substr(0, 100), hexadecimal(hash_of(source.native())));
}

// The file that makes a plugin of the objects: its one entry, the tables of its sources, their
// hashes and its SQL, its stamp.
std::string entry_text(const abi_stamp& stamp, const std::vector<compile_unit>& units,
                       const std::vector<fs::path>& sources, const std::vector<embedded_sql>& sql) {
  std::string table;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    table += fmt::format("    {{{}, {}}},\n", string_literal(units[i].source),
                         string_literal(sources[i].native()));
  }
  std::string symbols;
  std::string files;
  for (const embedded_sql& file : sql) {
    symbols += fmt::format("extern const char {0}[], {0}_end[];\n", file.symbol);
    files += fmt::format("    {{{}, {}, {}_end}},\n", string_literal(file.path.native()),
                         file.symbol, file.symbol);
  }
  symbols = "extern \"C\" {\n#pragma GCC visibility push(hidden)\n" + symbols +
            "extern const char revise_source_hashes[];\n#pragma GCC visibility pop\n}\n\n";
  return fmt::format(
      "// Written by revise; changes are overwritten.\n"
      "#include <revise/plugin.h>\n\n"
      "extern \"C\" [[gnu::used, gnu::section(\"revise_stamp\")]] const char revise_abi_stamp[] =\n"
      "    {};\n\n"
      "static const revise::plugin_source sources[] = {{\n{}    {{nullptr, nullptr}},\n}};\n\n{}"
      "static const revise::plugin_file files[] = {{\n{}    {{nullptr, nullptr, nullptr}},\n}};\n\n"
      "const revise::plugin_description* revise_plugin() {{\n"
      "  static const revise::plugin_description description{{\n"
      "      revise::detail::first_registered, sources, {}, files, {}, revise_source_hashes}};\n"
      "  return &description;\n}}\n",
      string_literal(text_of(stamp)), table, symbols, files, sources.size(), sql.size());
}

compile_unit unit_for(const fs::path& source, safe_paths& paths) {
  compile_unit unit{
      .source = paths.name_for(source), .object = object_name(source), .quote_folder = {}};
  // A file with an odd name is reached by a link elsewhere; its neighbours are still its own.
  if (!safe_paths::is_safe(source.filename())) {
    unit.quote_folder = paths.name_for(source.parent_path());
  }
  return unit;
}

void write_compile_commands(const build_folder& folder, const plugin_recipe& recipe,
                            const std::vector<fs::path>& sources) {
  std::vector<std::string> paths;
  paths.reserve(sources.size());
  for (const fs::path& source : sources) paths.push_back(source.string());
  folder.write("compile_commands.json",
               compile_commands_text(recipe, folder.path().string(), paths));
}

// What changes with a text, not with the list of files: an edit leaves entry.cpp as it is.
void add_assembled(const build_folder& folder, plugin_recipe& recipe,
                   const std::vector<fs::path>& sources, const std::vector<embedded_sql>& sql) {
  folder.write("source_hashes.s", hashes_assembler_text(source_hashes(folder, sources, sql)));
  recipe.assembled.push_back({.source = "source_hashes.s",
                              .object = "objects/source_hashes.o",
                              .what = "source hashes",
                              .inputs = {}});
  if (sql.empty()) return;
  folder.write("sql_files.s", assembler_text(sql));
  assembled_unit& files = recipe.assembled.emplace_back();
  files = {
      .source = "sql_files.s", .object = "objects/sql_files.o", .what = "sql files", .inputs = {}};
  for (const embedded_sql& file : sql) files.inputs.push_back(file.name);
}

[[noreturn]] void throw_failure(const ninja_result& result, std::size_t total,
                                const fs::path& folder) {
  if (result.entry_failed && result.failed_objects == 0) {
    throw compile_error("the headers of revise do not compile with this compiler and these flags",
                        "correct 'compiler' and 'compile_flags' in the ini", result.output);
  }
  if (result.failed_objects > 0) {
    throw compile_error(
        fmt::format("{} of {} migration{} {} not compile", result.failed_objects, total,
                    total == 1 ? "" : "s", result.failed_objects == 1 ? "does" : "do"),
        {}, result.output);
  }
  if (result.sql_failed) {
    throw compile_error("the SQL files cannot be built into the plugin",
                        "correct 'compile_flags' in the ini: the assembler gets them, too",
                        result.output);
  }
  if (result.link_failed) {
    throw compile_error("the migrations compile, but do not link",
                        "name what is missing in 'link_libraries' of the ini", result.output);
  }
  throw compile_error(fmt::format("ninja failed in '{}'", folder.string()),
                      "remove that folder and run again", result.output);
}

}  // namespace

fs::path build_plugin(const configuration& config, const std::vector<fs::path>& sources,
                      const build_observer& observer) {
  require_trusted_compiler(config);
  const build_folder folder(config);
  const fs::path ninja = find_program("ninja");
  if (ninja.empty()) {
    throw build_error("ninja is not there: revise compiles migrations with it",
                      "apt-get install ninja-build");
  }
  const compiler with = find_compiler(config, folder.path() / compiler_cache);
  for (const embedded::file& header : embedded::headers) {
    folder.write(fs::path("include") / header.path, header.text);
  }

  safe_paths paths(folder.path());
  plugin_recipe recipe = make_recipe(config, with, paths);
  const abi_stamp stamp = stamp_of(recipe, with);
  for (const fs::path& source : sources) recipe.units.push_back(unit_for(source, paths));
  const std::vector<embedded_sql> sql = find_sql(config, paths);
  add_assembled(folder, recipe, sources, sql);
  folder.write("entry.cpp", entry_text(stamp, recipe.units, sources, sql));
  folder.write("stamp", text_of(stamp));
  write_compile_commands(folder, recipe, sources);
  recipe.units.push_back({.source = "entry.cpp", .object = "objects/entry.o", .quote_folder = {}});
  const bool changed = folder.write("build.ninja", ninja_text(recipe));

  // What a power cut left of a plugin, or what was copied here: ninja, which goes by its time,
  // would keep it.
  const fs::path plugin = folder.path() / plugin_name;
  std::error_code ignored;
  if (fs::exists(plugin, ignored) && read_stamp(plugin.string()) != stamp) {
    fs::remove(plugin, ignored);
  }

  const auto started = std::chrono::steady_clock::now();
  const ninja_result result = run_ninja({.ninja = ninja,
                                         .folder = folder.path(),
                                         .user_paths = paths.user_paths(),
                                         .clean_dead = changed,
                                         .progress = observer.progress});
  if (!result.succeeded) throw_failure(result, sources.size(), folder.path());
  if (!result.output.empty() && observer.warnings) {
    for (const std::string& line : result.output) observer.warnings(line);
  }
  if (result.edges > 0 && observer.finished) {
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
    observer.finished(result.compiled_migrations, taken.count());
  }
  return plugin;
}

fs::path existing_plugin(const configuration& config) {
  // Which version of it built the plugin is asked the compiler.
  require_trusted_compiler(config);
  std::error_code ignored;
  fs::path folder = build_folder_path(config);
  // Built by another user, who could write there.
  if (!fs::exists(folder / plugin_name, ignored)) folder = folder_beside_versions(config);
  const fs::path plugin = folder / plugin_name;
  if (!fs::exists(plugin, ignored)) {
    throw build_error(fmt::format("--no-build, but there is no plugin '{}'", plugin.string()),
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
  // A server without a compiler runs what was built elsewhere.
  if (!with) expected.compiler = stamp->compiler;
  if (*stamp != expected) {
    throw build_error(fmt::format("the plugin '{}' is stale", plugin.string()),
                      "revise build, or run without --no-build", differences(*stamp, expected));
  }
  return plugin;
}

}  // namespace revise::tool
