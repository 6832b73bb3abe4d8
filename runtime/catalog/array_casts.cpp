#include "catalog/array_casts.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace revise::catalog {

namespace {

constexpr std::string_view opening = "(ARRAY[";
constexpr std::string_view closing = "])::";

// Returns the first position at or after `at` that is not in a string or a quoted name.
std::size_t skip_quoted(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '\'' || text[at] == '"')) {
    const std::size_t end = text.find(text[at], at + 1);
    if (end == std::string_view::npos) return text.size();
    at = end + 1;  // after a doubled quote, the next piece begins here
  }
  return at;
}

struct array_cast {
  std::vector<std::string_view> elements;
  std::string_view type;  ///< the type of an element
  std::size_t end;        ///< the position after the cast
};

// Returns the type in "text[]…", without the brackets.
std::optional<std::string_view> element_type(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] != '[') {
    const char c = text[at];
    if (c == '"') {
      at = skip_quoted(text, at);
      continue;
    }
    const bool in_name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 ||
                         std::string_view(" _.(),$").find(c) != std::string_view::npos;
    if (!in_name) return {};
    ++at;
  }
  if (at == 0 || text.substr(at, 2) != "[]") return {};
  return text.substr(0, at);
}

// Reads the cast whose `opening` is at `at`.
std::optional<array_cast> read_cast(std::string_view text, std::size_t at) {
  array_cast result{};
  std::size_t depth = 0;
  std::size_t begin = at + opening.size();
  for (std::size_t i = begin; (i = skip_quoted(text, i)) < text.size(); ++i) {
    if (text[i] == '(' || text[i] == '[') ++depth;
    if (depth == 0 && text.substr(i, 2) == ", ") {
      result.elements.push_back(text.substr(begin, i - begin));
      begin = i + 2;
    }
    if (text[i] != ')' && text[i] != ']') continue;
    if (depth > 0) {
      --depth;
      continue;
    }
    if (text.substr(i, closing.size()) != closing) return {};
    result.elements.push_back(text.substr(begin, i - begin));
    const auto type = element_type(text.substr(i + closing.size()));
    if (!type) return {};
    result.type = *type;
    result.end = i + closing.size() + type->size() + 2;
    return result;
  }
  return {};
}

}  // namespace

std::string with_cast_elements(std::string_view expression) {
  if (expression.find(opening) == std::string_view::npos) return std::string(expression);
  std::string result;
  std::size_t done = 0;
  for (std::size_t i = 0; (i = skip_quoted(expression, i)) < expression.size(); ++i) {
    if (expression.substr(i, opening.size()) != opening) continue;
    const auto cast = read_cast(expression, i);
    if (!cast) continue;
    result.append(expression.substr(done, i - done)).append("ARRAY[");
    for (std::size_t n = 0; n < cast->elements.size(); ++n) {
      result.append(n == 0 ? "(" : ", (").append(with_cast_elements(cast->elements[n]));
      result.append(")::").append(cast->type);
    }
    result += ']';
    done = cast->end;
    i = done - 1;
  }
  return result.append(expression.substr(done));
}

}  // namespace revise::catalog
