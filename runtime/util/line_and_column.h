#pragma once

#include <cstddef>
#include <string_view>

#include "util/utf8.h"

namespace revise {

/// A position in a text, as an editor shows it.
struct text_place {
  std::size_t line = 1;
  std::size_t column = 1;  ///< in UTF-8 characters

  bool operator==(const text_place&) const = default;
};

/// Returns the position after the text `over`, which starts at `from`.
constexpr text_place place_after(std::string_view over, text_place from = {}) {
  for (const char c : over) {
    if (c == '\n') {
      ++from.line;
      from.column = 1;
    } else if (!utf8::continues_character(c)) {
      ++from.column;
    }
  }
  return from;
}

/// Returns the position of the byte at `offset`. An offset past the end of `in` means the end.
constexpr text_place line_and_column(std::string_view in, std::size_t offset) {
  return place_after(in.substr(0, offset));
}

}  // namespace revise
