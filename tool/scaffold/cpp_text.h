#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// A C++ string literal for exactly these bytes, including the quotes. UTF-8 stays readable.
/// Escapes are used for control characters, for bytes that are not UTF-8, and for characters that
/// change the text direction, which can hide code and which compilers warn about.
std::string cpp_literal(std::string_view text);

/// `text` for use after `//`, one comment line for each of its lines. No line ends in a backslash,
/// and characters that `cpp_literal` would escape become blanks. Lines are joined by a newline and
/// `prefix`, the text before the comment text on the first line.
std::string cpp_line_comment(std::string_view text, std::string_view prefix);

/// `text` on one line, for use in a block comment.
std::string cpp_block_comment(std::string_view text);

}  // namespace revise::tool
