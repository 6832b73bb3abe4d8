#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// What to write instead, where `message` is a database's about a name that a migration gave in the
/// wrong form, or did not give: a column that does not exist and is an expression, a list or a name
/// with an order (`{"lower(email)"}`), or a constraint whose name is taken, as revise makes one of
/// the table and the columns where none is given (docs/decisions/0012). Else empty.
std::string sql_slip_hint(std::string_view message);

}  // namespace revise::tool
