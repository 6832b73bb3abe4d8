#include "build/normal_cpp.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "build/cpp_tokens.h"

namespace revise::tool {

namespace {

using kind = cpp_token_kind;
using tokens = std::vector<cpp_token>;

bool is_octal(char c) { return c >= '0' && c <= '7'; }
bool is_hexadecimal(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

// Whether joining "A" "B" into "AB" would change the meaning: "\1" "2" is two characters.
bool would_grow_escape(std::string_view first, std::string_view second) {
  if (second.empty()) return false;
  std::size_t at = 0;
  while (at < first.size()) {
    if (first[at++] != '\\' || at == first.size()) continue;
    const std::size_t begin = at;
    if (first[at] == 'x') {
      ++at;
      while (at < first.size() && is_hexadecimal(first[at])) ++at;
      if (at == first.size()) return is_hexadecimal(second.front());
    } else if (is_octal(first[at])) {
      while (at < first.size() && at < begin + 3 && is_octal(first[at])) ++at;
      if (at == first.size() && at < begin + 3) return is_octal(second.front());
    } else {
      ++at;
    }
  }
  return false;
}

// The text between the quotes of `literal`. A missing closing quote is accepted.
std::string_view content_of(std::string_view literal) {
  const std::size_t open = literal.find('"');
  const std::size_t close = literal.rfind('"');
  std::string_view content =
      literal.substr(open + 1, close > open ? close - open - 1 : literal.npos);
  const bool is_raw = open > 0 && literal[open - 1] == 'R';
  if (!is_raw) return content;
  const std::size_t delimiter = content.find('(');
  if (delimiter == std::string_view::npos || content.size() < 2 * delimiter + 2) return content;
  return content.substr(delimiter + 1, content.size() - 2 * delimiter - 2);
}

tokens with_joined_strings(tokens all) {
  tokens joined;
  joined.reserve(all.size());
  for (cpp_token& token : all) {
    const bool continues =
        token.kind == kind::string && !joined.empty() && joined.back().kind == kind::string &&
        !would_grow_escape(content_of(joined.back().text), content_of(token.text));
    if (continues) {
      std::string& text = joined.back().text;
      if (text.size() > 1 && text.ends_with('"')) text.pop_back();
      text.append(token.text, 1);
    } else {
      joined.push_back(std::move(token));
    }
  }
  return joined;
}

// The position after `.down_revision = {"…", "…"`, before its closing brace; `from` if these tokens
// do not begin there.
std::size_t down_revision_end(const tokens& all, std::size_t from) {
  constexpr std::string_view field[] = {".", "down_revision", "=", "{"};
  std::size_t at = from;
  for (const std::string_view text : field) {
    if (at == all.size() || !all[at++].is(text)) return from;
  }
  while (at < all.size() && (all[at].kind == kind::string || all[at].is(","))) ++at;
  return at < all.size() && all[at].is("}") ? at : from;
}

// The position after the `#include` line that begins at `from`; `from` if none does.
std::size_t include_end(const tokens& all, std::size_t from) {
  if (!all[from].is("#") || from + 3 >= all.size() || !all[from + 1].is("include")) return from;
  return all[from + 3].kind == kind::directive_end ? from + 4 : from;
}

// The position after the `using a::b::c;` that begins at `from`; `from` if none does.
std::size_t using_end(const tokens& all, std::size_t from) {
  if (!all[from].is("using")) return from;
  bool is_qualified = false;
  for (std::size_t at = from + 1; at < all.size(); ++at) {
    const cpp_token& token = all[at];
    if (token.is(";")) return is_qualified ? at + 1 : from;
    const bool is_name = token.kind == kind::plain &&
                         (token.text == "::" || token.text.front() == '_' ||
                          std::isalpha(static_cast<unsigned char>(token.text.front())) != 0);
    if (!is_name || token.is("namespace")) return from;
    is_qualified = is_qualified || token.is("::");
  }
  return from;
}

std::string lines(const tokens& all, std::size_t from, std::size_t to) {
  std::string text;
  for (; from < to; ++from) {
    text += all[from].text;
    text += '\n';
  }
  return text;
}

// Adds the run of statements that begins at `at`, sorted, and returns where the run ends. `end_of`
// recognises one such statement.
template <class End>
std::size_t add_sorted(const tokens& all, std::size_t at, End end_of, std::string& text) {
  std::vector<std::string> run;
  for (std::size_t end = at; at < all.size() && (end = end_of(all, at)) != at; at = end) {
    run.push_back(lines(all, at, end));
  }
  std::sort(run.begin(), run.end());
  for (const std::string& statement : run) text += statement;
  return at;
}

}  // namespace

normal_cpp normalised_cpp(std::string_view source) {
  const tokens all = with_joined_strings(cpp_tokens(with_plain_line_ends(source)));
  normal_cpp normal;
  for (std::size_t at = 0; at < all.size();) {
    if (const std::size_t end = down_revision_end(all, at); end != at) {
      normal.text += lines(all, at, at + 4);
      at = end;
    } else if (include_end(all, at) != at) {
      at = add_sorted(all, at, include_end, normal.text);
    } else if (using_end(all, at) != at) {
      at = add_sorted(all, at, using_end, normal.text);
    } else {
      normal.text += lines(all, at, at + 1);
      ++at;
    }
  }
  for (const cpp_token& token : all) {
    if (token.kind == kind::string || token.kind == kind::special_string) {
      normal.literals.emplace_back(content_of(token.text));
    }
  }
  return normal;
}

std::string with_plain_line_ends(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') result += text[i];
  }
  return result;
}

}  // namespace revise::tool
