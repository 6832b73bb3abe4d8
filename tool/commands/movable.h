#pragma once

#include "cli/advice.h"
#include "commands/context.h"

namespace revise::tool {

/// Which revisions a hint may offer to rebase: none that the upstream branch has
/// (config/git_upstream.h). The database is not asked.
may_move movable(context& in);

/// The same without those that are applied at `at`, or that the database's log knows as run.
may_move movable(context& in, const graph::rows& at);

}  // namespace revise::tool
