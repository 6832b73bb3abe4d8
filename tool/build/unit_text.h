#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// In a compiler's output, names in a unit are prefixed with this and a number: `revise_unit_7::`.
inline constexpr std::string_view unit_namespace = "revise_unit_";

/// One file in a unit.
struct unit_part {
  std::string name;  ///< for messages and location::file
  std::string text;
};

/// The name by which the compiler knows the file `compiled_as` in a unit. For `number` 0 it is
/// `compiled_as` itself, as when the file is compiled alone; for other numbers it is another path
/// to that file.
std::string member_name(std::string_view compiled_as, unsigned number);

/// The source of a unit: includes of `headers` (as headers_if_groupable returns them), then each
/// text in a namespace of its own.
std::string unit_text(std::string_view headers, const std::vector<unit_part>& parts);

}  // namespace revise::tool
