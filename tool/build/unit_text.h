#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// What stands before a name in what the compiler says of a unit: `revise_unit_7::`.
inline constexpr std::string_view unit_namespace = "revise_unit_";

/// A file in a unit.
struct unit_part {
  std::string name;  ///< for messages and location::file
  std::string text;
};

/// By what name the compiler is told of the file `compiled_as` in a unit: another one than when it
/// is compiled alone (for number 0), which leads to it all the same.
std::string member_name(std::string_view compiled_as, unsigned number);

/// The source of a unit: `headers` as headers_if_groupable has them, then each text in a namespace
/// of its own.
std::string unit_text(std::string_view headers, const std::vector<unit_part>& parts);

}  // namespace revise::tool
