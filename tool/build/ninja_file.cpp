#include "build/ninja_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace revise::tool {

namespace {

// `$` is ninja's escape character; all other characters of a value are literal.
std::string ninja_escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '$') result += '$';
    result += c;
  }
  return result;
}

std::string argument(const std::string& text) { return ninja_escaped(shell_quoted(text)); }

std::string arguments(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts) result += ' ' + argument(text);
  return result;
}

}  // namespace

std::string shell_quoted(const std::string& text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+=,:").find(c) != std::string_view::npos;
  });
  if (plain) return text;
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + '\'';
}

std::string ninja_text(const plugin_recipe& recipe) {
  std::string result = fmt::format(
      "# Written by revise; changes are overwritten.\n"
      "ninja_required_version = 1.5\n"
      "launcher ={}\n"
      "rule compile\n"
      // The text after the '#' is a comment to the shell, but part of the command to ninja.
      "  command = $launcher {}{} -fdiagnostics-color=always $quote -MD -MF $out.d -c $in -o $out "
      "# $text\n"
      "  depfile = $out.d\n"
      "  deps = gcc\n"
      "  description = $in\n"
      "rule link\n"
      "  command = {} -shared{} @$out.rsp{} -o $out\n"
      "  rspfile = $out.rsp\n"
      "  rspfile_content = $in\n"
      "  description = link\n",
      recipe.launcher.empty() ? "" : ' ' + argument(recipe.launcher), argument(recipe.compiler),
      arguments(recipe.compile_flags), argument(recipe.compiler), arguments(recipe.link_flags),
      arguments(recipe.libraries));
  std::string objects;
  for (const compile_unit& unit : recipe.units) {
    result += fmt::format("build {}: compile {} | stamp\n", unit.object, unit.source);
    if (!unit.quote_folder.empty()) {
      result += fmt::format("  quote = -iquote{}\n", unit.quote_folder);
    }
    if (!unit.text_digest.empty()) result += fmt::format("  text = {}\n", unit.text_digest);
    if (!unit.is_cached) result += "  launcher =\n";
    objects += ' ' + unit.object;
  }
  if (!recipe.assembled.empty()) {
    // The assembler does not run through ccache, which does not see the files that .incbin
    // includes.
    result += fmt::format(
        "rule assemble\n"
        "  command = {}{} -c $in -o $out\n"
        "  description = $what\n",
        argument(recipe.compiler), arguments(recipe.assemble_flags));
  }
  for (const assembled_unit& unit : recipe.assembled) {
    result += fmt::format("build {}: assemble {} | stamp", unit.object, unit.source);
    for (const std::string& file : unit.inputs) result += ' ' + file;
    result += fmt::format("\n  what = {}\n", unit.what);
    objects += ' ' + unit.object;
  }
  result += fmt::format("build plugin.so: link{} | stamp", objects);
  for (const std::string& file : recipe.library_files) result += ' ' + file;
  result += "\ndefault plugin.so\n";
  return result;
}

std::string compile_commands_text(const plugin_recipe& recipe, const std::string& folder,
                                  const std::vector<compile_unit>& units,
                                  const std::vector<std::string>& paths) {
  // A path may contain any bytes; JSON must be UTF-8.
  const auto json = [](const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  };
  const std::string begin = fmt::format("\n {{\"directory\": {}, \"file\": ", json(folder));
  std::string words = json(recipe.compiler);
  for (const std::string& flag : recipe.compile_flags) words += ", " + json(flag);
  std::string text = "[";
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::string path = json(paths[i]);
    if (i > 0) text += ',';
    text += begin + path + ",\n  \"arguments\": [" + words;
    if (!units[i].quote_folder.empty()) text += ", " + json("-iquote" + units[i].quote_folder);
    text += ", \"-c\", " + path + ", \"-o\", " + json(units[i].object) + "]}";
  }
  return text + "\n]\n";
}

}  // namespace revise::tool
