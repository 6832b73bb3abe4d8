#pragma once

#include <string_view>

namespace revise {

/// The databases revise speaks to.
enum class database_kind : unsigned char { postgresql, sqlite };

/// "postgresql", "sqlite".
constexpr std::string_view name_of(database_kind kind) {
  return kind == database_kind::postgresql ? "postgresql" : "sqlite";
}

}  // namespace revise
