#pragma once

#include <revise/value.h>

#include "util/sql_value.h"

namespace revise {

/// Returns a copy of `v` that owns its storage.
sql_value owned(const value& v);

/// Returns whether `v` is text that contains a NUL byte, which no database stores.
bool has_nul(const value& v);
bool has_nul(const sql_value& v);

inline constexpr const char* nul_in_text = "the text contains a NUL byte";
inline constexpr const char* nul_hint = "leave it out, or store it as bytes";

}  // namespace revise
