#pragma once

#include <cstddef>

namespace revise {

/// A part of a text: from byte `begin` up to, but not including, byte `end`.
struct text_range {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool is_empty() const { return begin == end; }

  bool operator==(const text_range&) const = default;
};

}  // namespace revise
