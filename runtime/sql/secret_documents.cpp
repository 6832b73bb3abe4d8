// The part of secret_finder that reads documents in a literal: XML, JSON, YAML.
#include <algorithm>
#include <array>

#include "sql/secret_finder.h"
#include "util/ascii.h"

namespace revise {

namespace {

bool is_of_value(std::string_view word) {
  constexpr std::array<std::string_view, 5> names = {"value", "val", "content", "text", "default"};
  return std::find(names.begin(), names.end(), word) != names.end();
}

}  // namespace

// Handles pairs: {"name": "password", "value": "x"}, <entry key="password">x</entry>, name:
// password. Returns whether the word from `from` to `end` names a value that is a secret.
bool secret_finder::is_value_of_pair(secret_kind kind, std::size_t from, std::size_t end) {
  if (!in_literal()) return false;
  if (is_of_value(previous_)) {
    if (!pair_.has_name) pair_.value = end;
    return pair_.has_name;
  }
  if (kind == secret_kind::none) return false;
  const bool is_element = begins_element(from);
  if (!is_element && !is_whole_value(from)) return false;
  pair_.has_name = true;
  pair_.has_content = pair_.is_in_tag;
  if (pair_.value > 0) hide_earlier(pair_.value, from);
  pair_.value = 0;
  return false;
}

// Matches <password and <x:password.
bool secret_finder::begins_element(std::size_t from) const {
  constexpr std::size_t longest_prefix = 32;
  std::size_t at = from;
  if (at > 0 && text_.at(at - 1) == ':') --at;
  while (at < from && at > 0 && from - at < longest_prefix && ascii::is_word(text_.at(at - 1)))
    --at;
  return at > 0 && text_.at(at - 1) == '<';
}

// Matches : smtp.password, ="password" and :"app/password".
bool secret_finder::is_whole_value(std::size_t from) const {
  constexpr std::size_t longest = 64;
  const std::size_t first = from - std::min(from, longest);
  const auto skip_back = [&](std::size_t at, auto is_one) {
    while (at > first && is_one(text_.at(at - 1))) --at;
    return at;
  };
  std::size_t at =
      skip_back(from, [](char c) { return ascii::is_word(c) || c == '.' || c == '-' || c == '/'; });
  at = skip_back(at, [](char c) { return is_quote(c) || c == '\\'; });
  at = skip_back(at, [](char c) { return c == ' '; });
  return at > first && (text_.at(at - 1) == ':' || text_.at(at - 1) == '=');
}

// Hides the value in {"value": "x", "name": "password"}, where it comes before the name of the
// secret. `name_end` is the end of the word `value`.
void secret_finder::hide_earlier(std::size_t name_end, std::size_t limit) {
  std::size_t begin = name_end;
  const auto is_between = [](char c) {
    return is_quote(c) || ascii::is_space(c) || c == '\\' || c == ':' || c == '=';
  };
  while (begin < limit && is_between(text_.at(begin))) ++begin;
  const bool is_quoted = begin > 0 && is_quote(text_.at(begin - 1));
  std::size_t end = begin;
  while (end < limit && text_.at(end) != '\n' && text_.at(end) != '\\' &&
         !is_quote(text_.at(end)) &&
         (is_quoted || (text_.at(end) != ',' && text_.at(end) != '}'))) {
    ++end;
  }
  if (begin < end) earlier_.push_back({begin, end});
}

// Reads `<`, which begins a tag, or `>`, which begins its content.
std::size_t secret_finder::tag(std::size_t from) {
  if (!in_literal()) return from;
  if (text_.at(from) == '<') {
    const bool is_in_secret = pair_.has_content && !pair_.is_in_tag;
    pair_ = pair{};
    pair_.is_in_tag = text_.at(from + 1) != '/';
    pair_.has_content = is_in_secret && pair_.is_in_tag;
    return from;
  }
  const bool has_content = pair_.has_content && text_.at(from - 1) != '/';
  pair_ = pair{};
  if (!has_content) return from;
  constexpr std::string_view unparsed = "<![CDATA[";
  std::size_t begin = text_.behind_spaces(from + 1);
  const bool is_unparsed = text_.is_at(begin, unparsed);
  if (is_unparsed) begin += unparsed.size();
  // As in <password><value>x</value></password>.
  if (!is_unparsed && text_.at(begin) == '<') {
    pair_.has_content = true;
    return from;
  }
  const std::size_t end = end_in_literal(begin, [&](std::size_t at) {
    return is_unparsed ? text_.is_at(at, "]]>") : text_.at(at) == '<';
  });
  std::size_t content = end;
  while (content > begin && ascii::is_space(text_.at(content - 1))) --content;
  add(begin, content);
  return end;
}

// Hides the content of ["x"] in "password": ["x"], or of {x} in Password={x}.
std::size_t secret_finder::container(std::size_t from) {
  std::size_t depth = 0;
  const std::size_t end = end_in_literal(from, [&](std::size_t at) {
    const char c = text_.at(at);
    if (c == '[' || c == '{') ++depth;
    return (c == ']' || c == '}') && --depth == 0;
  });
  add(from + 1, end);
  return end;
}

// Hides the rest of the line in `password: some words`, or the indented block after `password: |`.
std::size_t secret_finder::rest_of_line(std::size_t from) {
  const auto is_block = [](char c) { return c == '|' || c == '>' || c == '-' || c == '+'; };
  const std::size_t line = text_.behind(from, is_block);
  const bool has_block = line > from && text_.at(from) != '-' && text_.at(line) == '\n';
  const std::size_t begin = has_block ? text_.behind_spaces(line) : from;
  const std::size_t indent = begin - line;
  const std::size_t end = end_in_literal(begin, [&](std::size_t at) {
    const char c = text_.at(at);
    if (!has_block) return c == '\n' || c == '"' || c == ',' || c == '}' || c == '\\';
    if (c != '\n') return false;
    std::size_t next = at + 1;
    while (next - at < indent && text_.at(next) == ' ') ++next;
    return next - at < indent && text_.at(next) != '\n';
  });
  add(begin, end);
  return end;
}

}  // namespace revise
