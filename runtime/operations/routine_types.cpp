#include "operations/routine_types.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "util/ascii.h"

namespace revise {

namespace {

bool begins_default(std::string_view rest) {
  return rest.starts_with("=") || rest.starts_with(" default ") || rest.starts_with(" DEFAULT ") ||
         rest.starts_with(" =") || rest.starts_with(" :=");
}

// Normalizes the text: lower case outside quotes, one blank between words, no blanks next to
// brackets and commas.
std::string normal(std::string_view text) {
  std::string result;
  bool is_quoted = false;
  for (const char c : text) {
    if (c == '"') is_quoted = !is_quoted;
    const bool is_space = !is_quoted && (c == ' ' || c == '\n' || c == '\t');
    if (!is_space) {
      const bool joins = !is_quoted && std::string_view("()[],").find(c) != std::string_view::npos;
      if (joins && result.ends_with(' ')) result.pop_back();
      result += is_quoted ? c : ascii::lower(c);
    } else if (!result.empty() &&
               std::string_view(" ([,").find(result.back()) == std::string_view::npos) {
      result += ' ';
    }
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

// Returns the name that PostgreSQL shows for a type with several names (manual, chapter 8,
// table 8.1).
std::string usual_type(const std::string& type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> names = {
      {{"int", "integer"},
       {"int4", "integer"},
       {"int8", "bigint"},
       {"int2", "smallint"},
       {"bool", "boolean"},
       {"varchar", "character varying"},
       {"float8", "double precision"},
       {"float4", "real"},
       {"decimal", "numeric"},
       {"timestamptz", "timestamp with time zone"},
       {"timestamp", "timestamp without time zone"}}};
  const std::size_t end = std::min(type.find_first_of("(["), type.size());
  std::string rest = type.substr(end);
  // PostgreSQL ignores a length or precision of a routine's argument.
  if (rest.starts_with('(')) rest.erase(0, std::min(rest.find(')'), rest.size() - 1) + 1);
  const std::string base = type.substr(0, end);
  for (const auto& [other, usual] : names) {
    if (base == other) return std::string(usual) + rest;
  }
  return base + rest;
}

// Removes the mode before an argument.
std::string without_mode(std::string argument) {
  for (const std::string_view mode : {"in ", "inout ", "variadic "}) {
    if (argument.starts_with(mode)) return argument.substr(mode.size());
  }
  return argument;
}

std::vector<std::string> input_arguments(std::string_view arguments) {
  std::vector<std::string> result;
  for (const std::string& argument : routine_arguments(arguments)) {
    std::string one = normal(argument);
    if (!one.starts_with("out ")) result.push_back(without_mode(std::move(one)));
  }
  return result;
}

// Returns whether the argument `declared` (`a integer` or `integer`) has the type `named`
// (`integer`).
bool is_of_type(const std::string& declared, const std::string& named) {
  if (declared == named || usual_type(declared) == usual_type(named)) return true;
  const bool is_quoted = declared.starts_with('"');
  const std::size_t name_end = is_quoted ? declared.find('"', 1) : declared.find(' ');
  if (name_end == std::string::npos) return false;
  const std::string type = declared.substr(is_quoted ? name_end + 1 : name_end);
  const std::size_t begin = type.find_first_not_of(' ');
  return begin != std::string::npos && usual_type(type.substr(begin)) == usual_type(named);
}

}  // namespace

std::vector<std::string> routine_arguments(std::string_view arguments) {
  std::vector<std::string> result;
  int depth = 0;
  char quote = 0;
  bool skips = false;
  std::string argument;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const char c = arguments[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[') {
      if (++depth == 1) continue;
    } else if (c == ')' || c == ']') {
      if (--depth == 0) break;
    } else if (depth == 1 && c == ',') {
      result.push_back(std::exchange(argument, {}));
      skips = false;
      continue;
    } else if (depth == 1 && !skips) {
      skips = begins_default(arguments.substr(i));
    }
    if (!skips) argument += c;
  }
  if (!argument.empty() || !result.empty()) result.push_back(argument);
  return result;
}

bool names_arguments(std::string_view named, std::string_view declared) {
  if (named.empty()) return true;
  const std::vector<std::string> names = input_arguments(named);
  const std::vector<std::string> arguments = input_arguments(declared);
  return std::equal(arguments.begin(), arguments.end(), names.begin(), names.end(), is_of_type);
}

}  // namespace revise
