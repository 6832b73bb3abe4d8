#pragma once

#include <set>
#include <vector>

#include "cli/revision_text.h"
#include "commands/context.h"
#include "review/unrun.h"

namespace revise::tool {

/// Prints revisions as lines, as blocks with -v, as a list with --json. `current` are those the
/// database is at; null when it was not asked. `unrun` are marked.
void print_revisions(context& in, const std::vector<graph::node>& revisions,
                     const std::set<graph::node>* current, line_parts parts,
                     const std::vector<unrun_revision>& unrun = {});

}  // namespace revise::tool
