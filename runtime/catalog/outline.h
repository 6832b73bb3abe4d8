#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.h"

namespace revise::catalog {

/// A snapshot told as words, one form for all kinds of things: what differences() compares.
struct described {
  /// What of it may change, by name: "comment". Without a name: what it is, "text" of a column.
  struct attribute {
    std::string_view name;
    std::string value{};  ///< empty: none
  };

  std::string subject{};                ///< "table 'public.users'"
  std::string part{};                   ///< "column 'email'"; empty: the subject itself
  std::vector<attribute> attributes{};  ///< of equal things the same, in the same order
  std::vector<std::string> column_order{};
  std::vector<described> inside{};  ///< told only where the whole is in both snapshots
};

/// All of `s`: a list for each kind of thing, the kinds always in the same order.
std::vector<std::vector<described>> outline(const snapshot& s);

}  // namespace revise::catalog
