#pragma once

#include <string>

#include "util/sql_value.h"

namespace revise {

/// A value in place of a parameter: everything in quotes, numbers too, since the server then infers
/// the type from the place, as it does for a parameter. Means the same whatever
/// standard_conforming_strings is.
std::string postgresql_literal(const sql_value& v);

/// Each kind as SQLite stores it. Throws `error` for what it cannot store: NaN, and an integer of
/// more than 63 bits.
std::string sqlite_literal(const sql_value& v);

}  // namespace revise
