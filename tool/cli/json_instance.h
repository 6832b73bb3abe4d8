#pragma once

#include <nlohmann/json.hpp>

/// The JSON code is compiled once, in json_instance.cpp; each file that writes JSON would otherwise
/// take most of a second longer. No file includes this header by name: CMake includes it in every
/// file of the tool.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
