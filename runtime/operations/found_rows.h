#pragma once

#include <revise/rows.h>

#include "util/result_set.h"

namespace revise {

/// `found` as a migration reads it; whoever gets it calls release().
detail::found_rows* new_found_rows(result_set found);

}  // namespace revise
