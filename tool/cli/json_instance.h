#pragma once

#include <nlohmann/json.hpp>

/// What a JSON document needs is compiled once, in json_instance.cpp: in each of the files that
/// write one it would take most of a second. Nobody includes this by name; CMake has it in front of
/// every file of the tool.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
