#pragma once

#include <revise/value.h>

#include <cstddef>
#include <optional>
#include <string>

#include "database/sql_error.h"
#include "util/sql_value.h"

namespace revise {

/// Returns the value of `owner`. `owner` keeps its text or bytes and must outlive the result.
value view_of(const sql_value& owner);

/// The error that `statement` takes another number of parameters than `given`. `taken` is that
/// number, if it is known.
sql_error parameter_mismatch(const std::string& statement, std::size_t given,
                             std::optional<std::size_t> taken);

}  // namespace revise
