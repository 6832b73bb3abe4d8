#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "build/build_folder.h"
#include "build/unit_plan.h"

namespace revise::tool {

/// What is known of units from one build to the next, in the build folder.
struct unit_memory {
  std::vector<source_unit> units;
  /// Texts (path, digest) that did not compile in company.
  std::set<std::pair<std::string, std::string>> loners;

  bool operator==(const unit_memory&) const = default;
};

/// What the folder remembers for plugins of this stamp; nothing where the file is damaged, of
/// another stamp or another user's. A unit without its file is not remembered.
unit_memory read_unit_memory(const build_folder& folder, std::string_view stamp);

void write_unit_memory(const build_folder& folder, std::string_view stamp,
                       const unit_memory& memory);

/// Where the text of a unit is, and its object, from the build folder.
std::string unit_source(const std::string& unit);
std::string unit_object(const std::string& unit);

}  // namespace revise::tool
