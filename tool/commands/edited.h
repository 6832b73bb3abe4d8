#pragma once

#include <vector>

#include "commands/context.h"

namespace revise::tool {

/// Warns of revisions whose file was edited after they were applied (log_findings::edited). With
/// `strict` it throws `error` instead. Does nothing if `edited` is empty.
void report_edited(context& in, std::vector<graph::node> edited, bool strict);

}  // namespace revise::tool
