#include "scaffold/cpp_text.h"

#include <fmt/format.h>

#include <cstddef>

#include "util/cpp_literal.h"

namespace revise::tool {

namespace {

// The lines of `text`, joined by `line_break`, with only characters that may appear in a comment.
std::string in_comment(std::string_view text, std::string_view line_break) {
  std::string result;
  const auto finish_line = [&] {
    while (result.ends_with(' ')) result.pop_back();
    // A backslash (or its trigraph) at the end would make the next line a part of the comment.
    if (result.ends_with('\\') || result.ends_with("?\?/")) result += '.';
  };
  while (!text.empty()) {
    const source_character c = first_source_character(text);
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
