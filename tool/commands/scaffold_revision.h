#pragma once

#include "commands/context.h"
#include "scaffold/new_revision.h"

namespace revise::tool {

/// What `new` and `merge` do in the end: checks that the graph takes the revision, writes its
/// file, runs the hooks, prints the path. `request.revision` empty: a random id. Throws
/// graph_error before anything is written.
void scaffold_revision(context& in, revision_request request);

/// Throws `error` when a message is empty or white space.
void check_message(const std::string& message);

}  // namespace revise::tool
