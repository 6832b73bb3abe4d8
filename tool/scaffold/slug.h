#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace revise::tool {

/// A message as a part of a file name, as Alembic makes it: its words (letters and digits of any
/// script, `_`) in lower case, joined by `_`; where that is longer than `longest` characters, cut,
/// without the word that the cut fell into, and with a `_` at the end. Unlike with Alembic an
/// accent that is a character of its own belongs to its letter. Nothing is normalised, and the
/// locale does not matter. Bytes that are not UTF-8 end a word. Empty where there is no word.
std::string slug_of(std::string_view message, std::size_t longest);

}  // namespace revise::tool
