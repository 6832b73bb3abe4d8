#pragma once

#include <string>
#include <vector>

#include "catalog/changes.h"

namespace revise::catalog {

enum class difference_kind : unsigned char { added, removed, altered, renamed };

struct difference {
  difference_kind what = difference_kind::altered;
  std::string object;  ///< "table 'public.users'"
  /// For a person: "table 'public.users': column 'email' is text, was character varying(255)".
  std::string line;
  bool operator==(const difference&) const = default;
};

/// changes() of the two in words: a line for each attribute that differs. Kind by kind, the lines
/// of a thing and its parts together, sorted by their words.
std::vector<difference> differences(const snapshot& before, const snapshot& after);

/// The words of changes that were found already, with their renames.
std::vector<difference> differences(const std::vector<change>& found);

}  // namespace revise::catalog
