#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "config/configuration.h"

namespace revise::tool {

/// Parses true, yes, on, 1 and false, no, off, 0, in any case; nullopt for any other text.
std::optional<bool> parse_bool(std::string_view text);

/// Parses a whole number from 0; nullopt for any other text, and for a number that is too large.
std::optional<std::size_t> parse_count(std::string_view text);

/// The characters that separate the paths of a list, for a value of `path_separator`; nullopt for
/// an unknown value. An ini written by Alembic 1.8 has `os  # Use os.pathsep. …` as the value.
std::optional<std::string_view> separators_of(std::string_view path_separator);

/// The separators if `path_separator` is not set: white space and commas, as in Alembic.
inline constexpr std::string_view default_separators = " \t\n,";

}  // namespace revise::tool
