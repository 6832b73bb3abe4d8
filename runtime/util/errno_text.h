#pragma once

#include <string>

namespace revise {

/// Returns the system's text for `code` (an errno value) in the style of our messages: "permission
/// denied", "no such file or directory".
std::string errno_text(int code);

}  // namespace revise
