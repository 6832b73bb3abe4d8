#pragma once

#include <revise/object.h>

#include <string_view>

namespace revise {

/// Returns the SQL word for the kind: "table", "materialized view".
std::string_view sql_of(object_kind kind);

}  // namespace revise
