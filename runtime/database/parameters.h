#pragma once

#include <revise/value.h>

#include <cstddef>
#include <optional>
#include <string>

#include "database/sql_error.h"
#include "util/sql_value.h"

namespace revise {

/// The same value, with `owner` still owning its text.
value view_of(const sql_value& owner);

/// How many parameters `statement` takes, if that is known, is not how many were given.
sql_error parameter_mismatch(const std::string& statement, std::size_t given,
                             std::optional<std::size_t> taken);

}  // namespace revise
