#pragma once

#include <vector>

#include "commands/context.h"

namespace revise::tool {

/// Warns of revisions whose file was edited after they were applied (log_findings::edited); with
/// `strict` throws `error` instead. None: does nothing.
void tell_edited(context& in, std::vector<graph::node> edited, bool strict);

}  // namespace revise::tool
