#pragma once

#include <revise/database_kind.h>

#include <string_view>

namespace revise {

/// "postgresql", "sqlite".
constexpr std::string_view name_of(database_kind kind) {
  return kind == database_kind::postgresql ? "postgresql" : "sqlite";
}

/// Where nothing says which database a script is for.
inline constexpr database_kind default_database = database_kind::postgresql;

}  // namespace revise
