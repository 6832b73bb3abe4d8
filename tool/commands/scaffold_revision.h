#pragma once

#include <string>
#include <string_view>

#include "cli/outcome.h"
#include "commands/context.h"
#include "scaffold/new_revision.h"

namespace revise::tool {

/// The last part of `new` and `merge`: checks that the graph accepts the revision, writes its file
/// and runs the hooks. The data of the outcome is the path. If `request.revision` is empty, the id
/// is random. Throws graph_error before anything is written.
outcome scaffold_revision(context& in, revision_request request);

/// Throw usage_error for a value that no revision can have: a message that is empty or only white
/// space; an id or a label with invalid characters, or a reserved word. `example` is a command line
/// with a message, and `option` is the name of the value's option.
void check_message(const std::string& message, const std::string& example);
void check_identifier(std::string_view option, const std::string& given);

}  // namespace revise::tool
