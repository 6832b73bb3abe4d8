#pragma once

#include <string>
#include <vector>

#include "catalog/snapshot.h"

namespace revise::catalog {

enum class change : unsigned char { added, removed, altered };

struct difference {
  change what = change::altered;
  std::string object;  ///< "table 'public.users'"
  /// For a person: "table 'public.users': column 'email' is text, was character varying(255)".
  std::string line;
  bool operator==(const difference&) const = default;
};

/// What has changed from `before` to `after`: nothing exactly when they are equal. Kind by kind,
/// sorted by name; of what is new or missing as a whole, nothing inside is told.
std::vector<difference> differences(const snapshot& before, const snapshot& after);

}  // namespace revise::catalog
