#include "sql/qualified_name.h"

#include <fmt/format.h>

#include "util/error.h"

namespace revise {

namespace {

// Returns the part of the name that starts at `at`, and moves `at` past it.
std::string part(std::string_view text, std::size_t& at) {
  std::string result;
  if (at >= text.size() || text[at] != '"') {
    const std::size_t end = std::min(text.find('.', at), text.size());
    result = text.substr(at, end - at);
    at = end;
    return result;
  }
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') {
      if (at + 1 >= text.size() || text[at + 1] != '"') break;
      ++at;
    }
    result += text[at];
  }
  if (at >= text.size()) throw error(fmt::format("the name '{}' has an unclosed quote", text));
  ++at;
  return result;
}

}  // namespace

qualified_name parse_qualified_name(std::string_view text) {
  std::size_t at = 0;
  std::string first = part(text, at);
  if (at == text.size()) return {{}, std::move(first)};
  std::string second;
  if (text[at] == '.') second = part(text, ++at);
  if (at != text.size() || first.empty() || second.empty()) {
    throw error(fmt::format("the name '{}' is neither NAME nor SCHEMA.NAME", text),
                "put a part that contains a dot in double quotes: \"a.b\".c");
  }
  return {std::move(first), std::move(second)};
}

column_of_table parse_column_of_table(std::string_view text) {
  bool quoted = false;
  std::size_t last = std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '.' && !quoted) last = i;
  }
  if (last == std::string_view::npos) {
    throw error(fmt::format("a sequence is owned by TABLE.COLUMN, not by '{}'", text));
  }
  return {std::string(text.substr(0, last)), parse_qualified_name(text.substr(last + 1)).name};
}

routine_signature parse_signature(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '(' && !quoted) {
      std::string_view name = text.substr(0, i);
      while (name.ends_with(' ')) name.remove_suffix(1);
      return {name, text.substr(i)};
    }
  }
  return {text, {}};
}

}  // namespace revise
