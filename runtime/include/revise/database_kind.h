#pragma once

namespace revise {

/// The databases that revise supports.
enum class database_kind : unsigned char { postgresql, sqlite };
inline constexpr database_kind postgresql = database_kind::postgresql;
inline constexpr database_kind sqlite = database_kind::sqlite;

}  // namespace revise
