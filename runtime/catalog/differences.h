#pragma once

#include <string>
#include <vector>

#include "catalog/changes.h"

namespace revise::catalog {

enum class difference_kind : unsigned char { added, removed, altered, renamed };

struct difference {
  difference_kind what = difference_kind::altered;
  std::string object;  ///< "table 'public.users'"
  /// The text for a person: "table 'public.users': column 'email' is text, was character
  /// varying(255)".
  std::string line;
  bool operator==(const difference&) const = default;
};

/// Returns the result of changes() as text: one line for each attribute that differs. Lines are
/// grouped by kind; the lines of an object and its parts are together, sorted by their text.
std::vector<difference> differences(const snapshot& before, const snapshot& after);

/// Returns the text for the result of a call of changes(), including renames.
std::vector<difference> differences(const std::vector<change>& found);

}  // namespace revise::catalog
