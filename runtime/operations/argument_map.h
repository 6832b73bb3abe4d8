#pragma once

#include <functional>
#include <map>
#include <string>

namespace revise {

/// The values of `-x KEY=VALUE`.
using argument_map = std::map<std::string, std::string, std::less<>>;

}  // namespace revise
