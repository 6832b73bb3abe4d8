#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "config/configuration.h"

namespace revise::tool {

/// true, yes, on, 1 and false, no, off, 0 in any case; nothing for anything else.
std::optional<bool> parse_bool(std::string_view text);

/// A whole number from 0 that fits; nothing for anything else.
std::optional<std::size_t> parse_count(std::string_view text);

/// The characters that separate the paths of a list, by the value of `path_separator`; nothing for
/// a value that is not one. An ini that Alembic 1.8 wrote has `os  # Use os.pathsep. …` there.
std::optional<std::string_view> separators_of(std::string_view path_separator);

/// Where `path_separator` is not said: white space and commas, as in Alembic.
inline constexpr std::string_view default_separators = " \t\n,";

}  // namespace revise::tool
