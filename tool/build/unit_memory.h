#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "build/build_folder.h"
#include "build/unit_plan.h"

namespace revise::tool {

/// What the build folder remembers about units from one build to the next.
struct unit_memory {
  std::vector<source_unit> units;
  /// Texts (path, digest) that did not compile as members of a unit.
  std::set<std::pair<std::string, std::string>> loners;

  bool operator==(const unit_memory&) const = default;
};

/// The memory for plugins with this stamp. Empty if the file is damaged, unreadable or has another
/// stamp. Units whose source file is missing or has another size are left out.
unit_memory read_unit_memory(const build_folder& folder, std::string_view stamp);

void write_unit_memory(const build_folder& folder, std::string_view stamp,
                       const unit_memory& memory);

/// The source file and the object file of a unit, relative to the build folder.
std::string unit_source(const std::string& unit);
std::string unit_object(const std::string& unit);

}  // namespace revise::tool
