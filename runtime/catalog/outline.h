#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/element.h"

namespace revise::catalog {

/// An element in words, one form for all kinds. Its parts are elements of their own.
struct described {
  /// What of it may change, by name: "comment". Without a name: what it is, "text" of a column.
  struct attribute {
    std::string_view name;
    std::string value{};  ///< empty: none
  };

  std::string subject{};                ///< "table 'public.users'"
  std::string part{};                   ///< "column 'email'"; empty: the subject itself
  std::vector<attribute> attributes{};  ///< those of two elements of one kind have one order
};

described describe(const element& e);

}  // namespace revise::catalog
