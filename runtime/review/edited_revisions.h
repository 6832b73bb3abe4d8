#pragma once

#include <string>
#include <vector>

#include "database/records/log_table.h"
#include "graph/rows.h"
#include "plugin/versions.h"

namespace revise {

/// The applied revisions whose source was edited: it differs both from the source that ran and from
/// the source that was accepted last. They are in the order of graph::applied_revisions. A revision
/// is left out if the log has no hash for it, if its hash was made by other rules, or if it was
/// only stamped.
std::vector<graph::node> edited_revisions(const versions& all, const graph::rows& at,
                                          const std::vector<logged_event>& logged);

/// "revision 'ae10' was edited after it was applied". `edited` must not be empty.
std::string edited_text(const graph::revision_graph& graph, const std::vector<graph::node>& edited);

}  // namespace revise
