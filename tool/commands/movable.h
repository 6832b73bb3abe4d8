#pragma once

#include "cli/advice.h"
#include "commands/context.h"

namespace revise::tool {

/// Returns a function that says whether a hint may propose to rebase a revision: not if the
/// upstream branch has it (config/git_upstream.h). Does not read the database.
may_move movable(context& in);

/// Returns a function that says whether a hint may propose to rebase a revision: not if the
/// upstream branch has it, if it is applied at `at`, or if it has run according to the database's
/// log.
may_move movable(context& in, const graph::rows& at);

}  // namespace revise::tool
