#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/element.h"

namespace revise::catalog {

/// The text for an element, in one form for all kinds. Its parts are elements of their own.
struct described {
  /// An attribute that may change, with its name: "comment". The main attribute has no name:
  /// "text", the type of a column.
  struct attribute {
    std::string_view name;
    std::string value{};  ///< empty: none
  };

  std::string subject{};                ///< "table 'public.users'"
  std::string part{};                   ///< "column 'email'"; empty for the subject itself
  std::vector<attribute> attributes{};  ///< in a fixed order for each kind
};

described describe(const element& e);

}  // namespace revise::catalog
