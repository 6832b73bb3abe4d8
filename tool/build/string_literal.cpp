#include "build/string_literal.h"

#include <fmt/format.h>

namespace revise::tool {

std::string string_literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    // Octal escapes end after three digits in C++ and in the assembler. '?' is escaped to avoid
    // trigraphs.
    if (byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\' || c == '?') {
      result += fmt::format("\\{:03o}", static_cast<unsigned>(byte));
    } else {
      result += c;
    }
  }
  return result + '"';
}

}  // namespace revise::tool
