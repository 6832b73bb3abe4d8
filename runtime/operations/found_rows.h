#pragma once

#include <revise/rows.h>

#include "util/result_set.h"

namespace revise {

/// Returns `found` in the form that a migration reads. The caller must call release().
detail::found_rows* new_found_rows(result_set found);

}  // namespace revise
