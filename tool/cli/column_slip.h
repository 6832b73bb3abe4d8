#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// What to write instead, where `message` is a database's about a column that does not exist and
/// the name is an expression, a list or a name with an order: `{"lower(email)"}`. Else empty.
std::string column_slip_hint(std::string_view message);

}  // namespace revise::tool
