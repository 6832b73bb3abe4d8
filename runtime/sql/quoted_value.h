#pragma once

#include <cstddef>
#include <optional>

#include "util/counted_text.h"

namespace revise {

/// A literal: its content is from `begin` to `end`, and `behind` is the position after its quotes.
struct quoted_value {
  std::size_t begin;
  std::size_t end;
  std::size_t behind;
};

inline bool is_quote(char c) { return c == '\'' || c == '"'; }

/// Returns how many characters at `place` open or close a quoted text: `'`, `''`, `"`, with the
/// backslashes before them that an outer literal needs. Zero if there is no quote.
std::size_t quotes_at(const counted_text& text, std::size_t place);

/// Returns the literal that begins at `place`, if any: in single, double or dollar quotes, or
/// `E'…'` or `U&'…'`. It may be nested in other literals, each of which doubles or escapes its
/// quotes. `in_literal` says whether it is nested: `''` begins a nested literal, but outside of a
/// literal it is an empty literal. An unterminated literal ends with the text.
std::optional<quoted_value> quoted_value_at(const counted_text& text, std::size_t place,
                                            bool in_literal);

}  // namespace revise
