#pragma once

#include <string>

namespace revise {

/// Returns the operating system's name for the effective user of this process, or the number of a
/// user without a name.
std::string os_user();

/// Returns the host name of this machine; empty if it is unknown.
std::string host_name();

}  // namespace revise
