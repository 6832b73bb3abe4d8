#pragma once

#include <cstddef>
#include <string_view>

#include "util/utf8.h"

namespace revise {

/// A place as an editor tells it.
struct text_place {
  std::size_t line = 1;
  std::size_t column = 1;  ///< in characters of UTF-8

  bool operator==(const text_place&) const = default;
};

/// Where one is after `over` when it began at `from`.
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

/// The place of the byte at `offset`, which may be the end of `in` or behind it.
constexpr text_place line_and_column(std::string_view in, std::size_t offset) {
  return place_after(in.substr(0, offset));
}

}  // namespace revise
