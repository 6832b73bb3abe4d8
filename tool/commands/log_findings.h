#pragma once

#include <string>
#include <vector>

#include "commands/context.h"
#include "review/log_findings.h"

namespace revise::tool {

/// What the log of the database shows (review/log_findings.h). Finds nothing where there is no
/// database yet.
log_findings look_at_log(context& in, const std::vector<std::string>& found, const graph::rows& at);

}  // namespace revise::tool
