#pragma once

#include <string>
#include <vector>

#include "commands/context.h"
#include "review/log_findings.h"

namespace revise::tool {

/// What the log of the database shows about the applied revisions (review/log_findings.h). Finds
/// nothing if the database does not exist yet.
log_findings look_at_log(context& in, const std::vector<std::string>& found, const graph::rows& at);

}  // namespace revise::tool
