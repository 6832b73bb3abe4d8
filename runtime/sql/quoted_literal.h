#pragma once

#include <string>
#include <string_view>

namespace revise {

/// Returns `content` as a string of standard SQL: in single quotes, with each quote in it doubled.
/// SQLite always reads it correctly, but PostgreSQL only if standard_conforming_strings is on: use
/// quoted_literal there.
inline std::string standard_literal(std::string_view content) {
  std::string result = "'";
  for (const char c : content) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + '\'';
}

/// Returns `content` as a string of PostgreSQL that does not depend on standard_conforming_strings:
/// `E'...'` if it contains a backslash, as the server's quote_literal() does (PostgreSQL manual,
/// 4.1.2.2 and 9.4). No letter may precede it. SQLite does not accept E'...'.
inline std::string quoted_literal(std::string_view content) {
  if (content.find('\\') == std::string_view::npos) return standard_literal(content);
  std::string doubled;
  for (const char c : content) {
    if (c == '\\') doubled += '\\';
    doubled += c;
  }
  return 'E' + standard_literal(doubled);
}

/// Returns `body` in dollar quotes that do not occur in it: `$WORD$`, or with a number after the
/// word (PostgreSQL manual, 4.1.2.4).
inline std::string dollar_quoted(std::string_view body, std::string_view word = "body") {
  // The closing tag is included in the search; otherwise a body that ends in `$WORD` would end
  // there.
  std::string closed;
  std::string tag = '$' + std::string(word) + '$';
  for (int i = 1; (closed = std::string(body) + tag).find(tag) != body.size(); ++i) {
    tag = '$' + std::string(word) + std::to_string(i) + '$';
  }
  return tag + closed;
}

}  // namespace revise
