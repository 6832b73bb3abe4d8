#pragma once

#include <string>
#include <string_view>

namespace revise {

/// Returns the beginning of `sql` (about 80 bytes) on one line for a message, without secrets.
std::string first_words(std::string_view sql);

}  // namespace revise
