#pragma once

#include <string>

namespace revise {

/// The operating system's name for the user this process runs as; its number where it has none.
std::string os_user();

/// What this machine calls itself; empty when it does not say.
std::string host_name();

}  // namespace revise
