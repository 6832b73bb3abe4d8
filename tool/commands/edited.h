#pragma once

#include <vector>

#include "commands/context.h"

namespace revise::tool {

/// The revisions whose file was edited after they were applied (engine/edited_revisions.h), by the
/// log. None where nothing is logged, or where the database's role may not read the log.
std::vector<graph::node> find_edited(context& in, const graph::rows& at);

/// Warns of them; with `strict` throws `error` instead, and also where the log may not be read.
void tell_edited(context& in, const graph::rows& at, bool strict);

}  // namespace revise::tool
