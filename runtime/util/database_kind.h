#pragma once

#include <revise/database_kind.h>

#include <string_view>

namespace revise {

/// Returns "postgresql" or "sqlite".
constexpr std::string_view name_of(database_kind kind) {
  return kind == database_kind::postgresql ? "postgresql" : "sqlite";
}

/// The database of a script that does not say which database it is for.
inline constexpr database_kind default_database = database_kind::postgresql;

}  // namespace revise
