#pragma once

#include <string>

#include "operations/operation.h"

namespace revise {

/// Returns the call that made `op`, for messages: "create_table 'users'", "drop_column
/// 'users.email'".
std::string description_of(const operation& op);

}  // namespace revise
