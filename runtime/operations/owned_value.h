#pragma once

#include <revise/value.h>

#include "util/sql_value.h"

namespace revise {

/// The same value, with a storage of its own.
sql_value owned(const value& v);

/// Whether it is text with a NUL byte in it, which no database takes whole.
bool has_nul(const value& v);
bool has_nul(const sql_value& v);

inline constexpr const char* nul_in_text = "the text has a NUL byte in it";
inline constexpr const char* nul_hint = "leave it out, or keep it as bytes";

}  // namespace revise
