#pragma once

#include <cstddef>

namespace revise {

/// A part of a text: from its byte `begin` to the one before `end`.
struct text_range {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool is_empty() const { return begin == end; }

  bool operator==(const text_range&) const = default;
};

}  // namespace revise
