#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// `text`, any bytes, as C++ writes it, and the assembler, too.
std::string string_literal(std::string_view text);

}  // namespace revise::tool
