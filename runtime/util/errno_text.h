#pragma once

#include <string>

namespace revise {

/// What the system says about `code` (an errno value), in the form of our messages: "permission
/// denied", "no such file or directory".
std::string errno_text(int code);

}  // namespace revise
