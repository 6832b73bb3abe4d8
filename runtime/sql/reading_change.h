#pragma once

#include <string_view>

namespace revise {

/// Whether `sql`, for PostgreSQL, may set how the server reads what follows: client_encoding or
/// standard_conforming_strings, as far as its words tell, also those in a string or in the body of
/// a `do`.
bool may_change_reading(std::string_view sql);

/// Whether how the server reads `sql` can matter: it has a backslash or a byte outside ASCII.
bool depends_on_reading(std::string_view sql);

}  // namespace revise
