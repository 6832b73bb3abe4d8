#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// `text`, which may be any bytes, as a string literal for C++ and for the assembler.
std::string string_literal(std::string_view text);

}  // namespace revise::tool
