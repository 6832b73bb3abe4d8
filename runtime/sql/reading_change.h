#pragma once

#include <string_view>

namespace revise {

/// Returns whether `sql`, for PostgreSQL, may change how the server reads later texts:
/// client_encoding or standard_conforming_strings. Only its words decide, including those in a
/// string or in the body of a `do`.
bool may_change_reading(std::string_view sql);

/// Returns whether the server's reading of `sql` may depend on these settings: it contains a
/// backslash or a byte outside ASCII.
bool depends_on_reading(std::string_view sql);

}  // namespace revise
