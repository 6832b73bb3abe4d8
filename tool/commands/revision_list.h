#pragma once

#include <set>
#include <vector>

#include "cli/outcome.h"
#include "cli/revision_text.h"
#include "commands/context.h"
#include "review/unrun.h"

namespace revise::tool {

/// An outcome with revisions as lines, as blocks with -v, or as a list with --json. `current` are
/// the revisions the database is at; null if it was not read. Revisions in `unrun` are marked.
outcome revision_list(context& in, const std::vector<graph::node>& revisions,
                      const std::set<graph::node>* current, const line_parts& parts,
                      const std::vector<unrun_revision>& unrun = {});

}  // namespace revise::tool
