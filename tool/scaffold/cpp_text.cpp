#include "scaffold/cpp_text.h"

#include <fmt/format.h>

#include <cstddef>

#include "util/utf8.h"

namespace revise::tool {

namespace {

// One UTF-8 character, or one byte that is not valid UTF-8.
struct character {
  std::string_view bytes;
  bool is_plain;  ///< may appear unescaped in a source file
};

// Whether `c` is a mark, embedding, override or isolate of the bidirectional algorithm.
bool turns_direction(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

character first_character(std::string_view text) {
  const utf8::character c = utf8::first_of(text);
  if (c.length == 0) return {text.substr(0, 1), false};
  return {text.substr(0, c.length), !turns_direction(c.value) && !is_control(c.value)};
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

// The lines of `text`, joined by `line_break`, with only characters that may appear in a comment.
std::string in_comment(std::string_view text, std::string_view line_break) {
  std::string result;
  const auto finish_line = [&] {
    while (result.ends_with(' ')) result.pop_back();
    // Such an ending would make the next line a part of the comment, silently or with a warning.
    if (result.ends_with('\\') || result.ends_with("?\?/")) result += '.';
  };
  while (!text.empty()) {
    const character c = first_character(text);
    const std::size_t used = text.starts_with("\r\n") ? 2 : c.bytes.size();
    if (text[0] == '\n' || text[0] == '\r') {
      finish_line();
      result += line_break;
    } else if (c.is_plain) {
      result += c.bytes;
    } else {
      result += ' ';
    }
    text.remove_prefix(used);
  }
  finish_line();
  return result;
}

}  // namespace

std::string cpp_literal(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const character c = first_character(text);
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

std::string cpp_line_comment(std::string_view text, std::string_view prefix) {
  // Text of several lines often ends with a line end.
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return in_comment(text, fmt::format("\n{}", prefix));
}

std::string cpp_block_comment(std::string_view text) {
  std::string result = in_comment(text, " ");
  for (std::size_t at = result.find("*/"); at != std::string::npos; at = result.find("*/", at)) {
    result.insert(at + 1, " ");
  }
  return result;
}

}  // namespace revise::tool
