#pragma once

#include <string>

namespace revise::tool {

/// A new, random revision id of 12 hexadecimal digits.
std::string new_revision_id();

}  // namespace revise::tool
