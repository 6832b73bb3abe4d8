#pragma once

#include <string>
#include <string_view>

namespace revise {

/// Returns the beginning of `sql`, a statement of another session, on one line for a message: at
/// most 80 bytes, and only what precedes the first literal, which may be a password or another
/// user's data.
std::string first_words(std::string_view sql);

}  // namespace revise
