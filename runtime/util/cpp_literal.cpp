#include "util/cpp_literal.h"

#include <fmt/format.h>

#include "util/utf8.h"

namespace revise {

namespace {

// Returns whether `c` is a mark, embedding, override or isolate of the bidirectional algorithm.
bool turns_direction(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

std::string escaped(std::string_view bytes) {
  if (bytes == "\n") return "\\n";
  if (bytes == "\t") return "\\t";
  if (bytes == "\r") return "\\r";
  std::string result;
  for (const char c : bytes) {
    result += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
  }
  return result;
}

}  // namespace

source_character first_source_character(std::string_view text) {
  const utf8::character c = utf8::first_of(text);
  if (c.length == 0) return {text.substr(0, 1), false};
  return {text.substr(0, c.length), !turns_direction(c.value) && !is_control(c.value)};
}

std::string cpp_literal(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const source_character c = first_source_character(text);
    if (!c.is_plain) {
      result += escaped(c.bytes);
    } else {
      // "??/" and similar sequences were once trigraphs, and compilers warn about them.
      const bool second_question_mark = c.bytes == "?" && result.ends_with('?');
      if (c.bytes == "\"" || c.bytes == "\\" || second_question_mark) result += '\\';
      result += c.bytes;
    }
    text.remove_prefix(c.bytes.size());
  }
  return result + '"';
}

}  // namespace revise
