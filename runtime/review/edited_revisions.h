#pragma once

#include <string>
#include <vector>

#include "database/records/log_table.h"
#include "graph/rows.h"
#include "plugin/versions.h"

namespace revise {

/// The revisions that are applied and whose source is another one than when they were upgraded, or
/// than what was accepted last, in the order of verification.h: the text that ran is never an
/// edited one. Where the log has no hash, or one made by other rules, or a revision was only
/// stamped, nothing is known and nothing is said.
std::vector<graph::node> edited_revisions(const versions& all, const graph::rows& at,
                                          const std::vector<logged_event>& logged);

/// "revision 'ae10' was edited after it was applied", of at least one.
std::string edited_text(const graph::revision_graph& graph, const std::vector<graph::node>& edited);

}  // namespace revise
