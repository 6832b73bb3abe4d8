#pragma once

#include <functional>
#include <map>
#include <string>

namespace revise {

/// The arguments given by `-x KEY=VALUE`.
using argument_map = std::map<std::string, std::string, std::less<>>;

}  // namespace revise
