#pragma once

#include <string>

#include "util/sql_value.h"

namespace revise {

/// Writes a value in place of a parameter. Everything except null is in quotes, even numbers, so
/// that the server infers the type from the context, as it does for a parameter. The meaning does
/// not depend on standard_conforming_strings.
std::string postgresql_literal(const sql_value& v);

/// Writes a value in SQLite's storage class for it. Throws `error` for what SQLite cannot store:
/// NaN, and an integer of more than 63 bits.
std::string sqlite_literal(const sql_value& v);

}  // namespace revise
