#pragma once

#include <string>
#include <string_view>

namespace revise {

/// Returns `name` as a delimited identifier of SQL: in double quotes, with each quote in it
/// doubled. This is always correct; a dialect omits the quotes if they are not necessary.
inline std::string quoted_identifier(std::string_view name) {
  std::string result = "\"";
  for (const char c : name) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

}  // namespace revise
