#pragma once

#include <string>
#include <string_view>

namespace revise {

/// `content` as a string of standard SQL: in single quotes, a quote in it doubled. SQLite reads it
/// so always; PostgreSQL only where standard_conforming_strings is on, so for it see
/// quoted_literal.
inline std::string standard_literal(std::string_view content) {
  std::string result = "'";
  for (const char c : content) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + '\'';
}

/// `content` as a string of PostgreSQL, which reads it the same whatever
/// standard_conforming_strings is: `E'...'` where there is a backslash, as the server's
/// quote_literal() does (PostgreSQL manual, 4.1.2.2 and 9.4). No letter may stand in front of it.
/// SQLite does not know E'...'.
inline std::string quoted_literal(std::string_view content) {
  if (content.find('\\') == std::string_view::npos) return standard_literal(content);
  std::string doubled;
  for (const char c : content) {
    if (c == '\\') doubled += '\\';
    doubled += c;
  }
  return 'E' + standard_literal(doubled);
}

/// `body` in dollar quotes that nothing in it ends, `$WORD$` or with a number behind the word
/// (PostgreSQL manual, 4.1.2.4).
inline std::string dollar_quoted(std::string_view body, std::string_view word = "body") {
  // With the closing tag behind it, or a body that ends in `$WORD` would end there.
  std::string closed;
  std::string tag = '$' + std::string(word) + '$';
  for (int i = 1; (closed = std::string(body) + tag).find(tag) != body.size(); ++i) {
    tag = '$' + std::string(word) + std::to_string(i) + '$';
  }
  return tag + closed;
}

}  // namespace revise
