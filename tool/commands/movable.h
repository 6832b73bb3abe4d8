#pragma once

#include "cli/advice.h"
#include "commands/context.h"

namespace revise::tool {

/// Which revisions a hint may propose to rebase: those that the upstream branch does not have
/// (config/git_upstream.h). Does not read the database.
may_move movable(context& in);

/// Which revisions a hint may propose to rebase: those that the upstream branch does not have, that
/// are not applied at `at`, and that have not run according to the database's log.
may_move movable(context& in, const graph::rows& at);

}  // namespace revise::tool
