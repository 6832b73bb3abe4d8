#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace revise::tool {

/// A message as a part of a file name, as Alembic makes it: its words (letters and digits of any
/// script, `_`) in lower case, joined by `_`. A result longer than `longest` characters is cut
/// there, then back to the last `_` if there is one, and ends with a `_`. Unlike in Alembic, a
/// combining accent belongs to its letter. Nothing is normalised, and the locale does not matter.
/// Bytes that are not UTF-8 end a word. Empty if the message has no word.
std::string slug_of(std::string_view message, std::size_t longest);

}  // namespace revise::tool
