#pragma once

#include <string>

namespace revise::tool {

/// A new revision id: 12 hexadecimal digits, at random.
std::string new_revision_id();

}  // namespace revise::tool
