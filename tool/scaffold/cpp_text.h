#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// `text` for use after `//`, one comment line for each of its lines. No line ends in a backslash,
/// and characters that `cpp_literal` would escape become blanks. Lines are joined by a newline and
/// `prefix`, the text before the comment text on the first line.
std::string cpp_line_comment(std::string_view text, std::string_view prefix);

/// `text` on one line, for use in a block comment.
std::string cpp_block_comment(std::string_view text);

}  // namespace revise::tool
