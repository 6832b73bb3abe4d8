#pragma once

#include <string>
#include <string_view>

namespace revise {

/// `name` as a delimited identifier of SQL: in double quotes, a quote in it doubled. Always
/// right; a dialect leaves the quotes out where nothing needs them.
inline std::string quoted_identifier(std::string_view name) {
  std::string result = "\"";
  for (const char c : name) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

}  // namespace revise
