#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// The hint for a database `message` about a name that a migration wrote in the wrong form or did
/// not give. The name may be a column that does not exist, because it is an expression, a list or a
/// name with an order (`{"lower(email)"}`). It may be a constraint's name that is already taken,
/// because revise makes a name of the table and the columns if none is given (docs/decisions/0012).
/// It may also be an object that already exists. Else empty.
std::string sql_slip_hint(std::string_view message);

}  // namespace revise::tool
