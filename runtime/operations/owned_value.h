#pragma once

#include <revise/value.h>

#include "util/sql_value.h"

namespace revise {

/// The same value, with a storage of its own.
sql_value owned(const value& v);

}  // namespace revise
