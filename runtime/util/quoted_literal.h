#pragma once

#include <string>
#include <string_view>

namespace revise {

/// `text` as a string of standard SQL: in single quotes, a quote in it doubled. PostgreSQL reads
/// it so while standard_conforming_strings is on, its default.
inline std::string quoted_literal(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + '\'';
}

}  // namespace revise
