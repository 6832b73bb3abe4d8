#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// A C++ string literal, quotes included, of exactly these bytes. UTF-8 stays readable; control
/// characters, bytes that are no UTF-8, and characters that would turn the direction of the text
/// around (compilers warn of them, and they can hide code) are written as escapes.
std::string cpp_literal(std::string_view text);

/// The text as it may stand after `//`: one line for each of its lines, none of which ends in a
/// backslash, without what `cpp_literal` would have to escape. Lines are joined by a newline and
/// `prefix`, what stands in front of the text in its first line.
std::string cpp_line_comment(std::string_view text, std::string_view prefix);

/// The text on one line, as it may stand in a block comment.
std::string cpp_block_comment(std::string_view text);

}  // namespace revise::tool
