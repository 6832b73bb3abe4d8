#pragma once

#include <string>
#include <string_view>

namespace revise {

/// `content` as a string of standard SQL: in single quotes, a quote in it doubled. PostgreSQL reads
/// it so while standard_conforming_strings is on, its default.
inline std::string quoted_literal(std::string_view content) {
  std::string result = "'";
  for (const char c : content) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + '\'';
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
