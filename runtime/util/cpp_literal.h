#pragma once

#include <string>
#include <string_view>

/// Functions that write text into a C++ source file.

namespace revise {

/// One UTF-8 character, or one byte that is not valid UTF-8.
struct source_character {
  std::string_view bytes;
  bool is_plain;  ///< may appear unescaped in a source file
};

/// Returns the first character of `text`, which must not be empty. Control characters, bytes that
/// are not UTF-8 and characters that change the text direction are not plain. The last kind can
/// hide code, and compilers warn about it.
source_character first_source_character(std::string_view text);

/// Returns a C++ string literal on one line for exactly these bytes, including the quotes. UTF-8
/// stays readable, characters that are not plain are escaped, and the literal contains no trigraph.
/// A NUL is escaped too, but a `const char*` ends at it.
std::string cpp_literal(std::string_view text);

}  // namespace revise
