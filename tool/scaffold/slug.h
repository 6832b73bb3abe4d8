#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace revise::tool {

/// A message as a part of a file name, as Alembic makes it: its words (letters, digits, `_`) in
/// lower case, joined by `_`; where that is longer than `longest`, cut, without the word that the
/// cut fell into, and with a `_` at the end. Unlike Alembic's it is always ASCII: other characters
/// are dropped ("Résumé table" is `rsum_table`), so the slug may be empty.
std::string slug_of(std::string_view message, std::size_t longest);

}  // namespace revise::tool
