#pragma once

#include <string>
#include <string_view>

/// Texts in a C++ source file.

namespace revise {

/// One UTF-8 character, or one byte that is not valid UTF-8.
struct source_character {
  std::string_view bytes;
  bool is_plain;  ///< may appear unescaped in a source file
};

/// The first character of `text`, which is not empty. Not plain are control characters, bytes that
/// are not UTF-8, and characters that change the text direction, which can hide code and which
/// compilers warn about.
source_character first_source_character(std::string_view text);

/// A C++ string literal on one line for exactly these bytes, including the quotes. UTF-8 stays
/// readable, characters that are not plain are escaped, and no trigraph is left. A NUL is escaped,
/// too, but a `const char*` ends there.
std::string cpp_literal(std::string_view text);

}  // namespace revise
