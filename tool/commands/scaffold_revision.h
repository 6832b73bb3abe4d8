#pragma once

#include <string>
#include <string_view>

#include "commands/context.h"
#include "scaffold/new_revision.h"

namespace revise::tool {

/// What `new` and `merge` do in the end: checks that the graph takes the revision, writes its
/// file, runs the hooks, prints the path. `request.revision` empty: a random id. Throws
/// graph_error before anything is written.
void scaffold_revision(context& in, revision_request request);

/// Throw usage_error for what no revision can have: a message that is empty or white space; an id
/// or a label (of the option that is named) of other characters, or reserved.
void check_message(const std::string& message);
void check_identifier(std::string_view option, const std::string& given);

}  // namespace revise::tool
