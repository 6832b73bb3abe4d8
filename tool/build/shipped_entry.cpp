#include "build/shipped_entry.h"

#include <fmt/format.h>

#include "build/string_literal.h"

namespace revise::tool {

namespace {

std::string source_table(const shipped_entry& entry) {
  std::string table = "const revise::plugin_source sources[] = {\n";
  for (const shipped_source& source : entry.sources) {
    table += fmt::format("    {{{}, {}}},\n", string_literal(source.compiled_as),
                         string_literal(source.path));
  }
  table += "    {nullptr, nullptr},\n};\n\nconst char source_hashes[] =\n";
  for (const shipped_source& source : entry.sources) {
    table += fmt::format("    {}\n", string_literal(source.hash + '\0'));
  }
  return table + "    \"\";\n\n";
}

// The lines of `text` as string literals, one per line.
std::string literals(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    result += fmt::format("    {}\n", string_literal(text.substr(0, end)));
    text.remove_prefix(end);
  }
  return result + "    \"\"";
}

std::string sql_symbols(const shipped_entry& entry) {
  std::string symbols;
  for (const shipped_sql& file : entry.sql) {
    if (file.symbol.empty()) continue;
    symbols += fmt::format(
        "extern \"C\" [[gnu::visibility(\"hidden\")]] const char {0}[];\n"
        "extern \"C\" [[gnu::visibility(\"hidden\")]] const char {0}_end[];\n",
        file.symbol);
  }
  return symbols;
}

std::string sql_table(const shipped_entry& entry) {
  std::string texts;
  std::string table;
  for (std::size_t i = 0; i < entry.sql.size(); ++i) {
    const shipped_sql& file = entry.sql[i];
    const std::string path = string_literal(file.path);
    if (file.symbol.empty()) {
      texts += fmt::format("const char sql_{}[] =\n{};\n\n", i, literals(file.text));
      table += fmt::format("    {{{0}, sql_{1}, sql_{1} + sizeof sql_{1} - 1}},\n", path, i);
    } else {
      table += fmt::format("    {{{0}, {1}, {1}_end}},\n", path, file.symbol);
    }
  }
  return fmt::format(
      "{}const revise::plugin_file files[] = {{\n{}    {{nullptr, nullptr, nullptr}},\n}};\n\n",
      texts, table);
}

}  // namespace

std::string shipped_entry_text(const shipped_entry& entry) {
  std::string text =
      "// Written by revise; changes are overwritten.\n"
      "#include <revise/plugin.h>\n\n";
  text += fmt::format(
      "extern \"C\" [[gnu::used, gnu::section(\"revise_stamp\"), gnu::visibility(\"hidden\")]]\n"
      "const char revise_abi_stamp{}[] =\n{};\n\n",
      entry.name.empty() ? "" : "_" + entry.name, literals(entry.stamp));
  text += sql_symbols(entry);
  text += "namespace {\n\n" + source_table(entry) + sql_table(entry);
  text += fmt::format("const char settings[] =\n{};\n\n", literals(entry.settings));
  text += fmt::format(
      "const revise::plugin_description* describe() {{\n"
      "  static const revise::plugin_description description = [] {{\n"
      "    revise::plugin_description made{{revise::detail::first_registered, sources, {},\n"
      "                                    files, {}, source_hashes}};\n"
      "    made.settings = settings;\n"
      "    made.git_commit = {};\n"
      "    made.is_shared = {};\n"
      "    return made;\n"
      "  }}();\n"
      "  return &description;\n}}\n\n}}  // namespace\n",
      entry.sources.size(), entry.sql.size(), string_literal(entry.git_commit), entry.is_shared);
  if (!entry.name.empty()) {
    text += fmt::format(
        "\nextern \"C\" const revise::plugin_description* revise_versions_{0}();\n"
        "const revise::plugin_description* revise_versions_{0}() {{ return describe(); }}\n",
        entry.name);
  }
  if (entry.is_plain) {
    text += "\nconst revise::plugin_description* revise_plugin() { return describe(); }\n";
  }
  return text;
}

}  // namespace revise::tool
