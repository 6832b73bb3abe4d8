#pragma once

#include <revise/object.h>

#include <string_view>

namespace revise {

/// "table", "materialized view": as SQL names the kind.
std::string_view sql_of(object_kind kind);

}  // namespace revise
