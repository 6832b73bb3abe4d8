#pragma once

#include <cstddef>
#include <string_view>

namespace revise {

/// How many bytes of `text`, from its beginning, are UTF-8 (RFC 3629): all of them when it is.
std::size_t valid_utf8(std::string_view text);

}  // namespace revise
