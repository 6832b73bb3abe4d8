#pragma once

#include <cstddef>
#include <optional>

#include "util/counted_text.h"

namespace revise {

/// A literal: its content is from `begin` to `end`, and the text goes on at `behind`.
struct quoted_value {
  std::size_t begin;
  std::size_t end;
  std::size_t behind;
};

inline bool is_quote(char c) { return c == '\'' || c == '"'; }

/// How many characters at `place` open or close a quoted text: `'`, `''`, `"`, and with as many
/// backslashes in front as an outer literal needs. Zero where there is none.
std::size_t quotes_at(const counted_text& text, std::size_t place);

/// The literal that begins at `place`, if one does: in single, double or dollar quotes, also
/// `E'…'` and `U&'…'`. It may stand within other literals, with its quotes doubled or escaped once
/// for each; `in_literal` says whether it is in one, which tells `''` as the beginning of one from
/// an empty one. A literal that is not closed ends with the text.
std::optional<quoted_value> quoted_value_at(const counted_text& text, std::size_t place,
                                            bool in_literal);

}  // namespace revise
