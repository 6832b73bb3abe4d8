#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "database/connection.h"
#include "engine/migration_call.h"
#include "graph/rows.h"

namespace revise {

/// What the check of an applied revision came to.
struct verification {
  graph::node revision;
  std::optional<failure> failed = {};  ///< nothing: it passed
  double seconds = 0;
};

/// All that is applied: the rows and what they need, in the order in which it was applied on an
/// empty database.
std::vector<graph::node> applied_revisions(const graph::revision_graph& graph,
                                           const graph::rows& at);

/// Calls the check of `revision`, which has one, in a transaction that can change nothing and is
/// rolled back. Throws connection_error when the connection is gone, and `error` with exit code 130
/// when `is_interrupted`, which may be empty, says so.
verification verify(const versions& all, graph::node revision, connection& database,
                    const argument_map& arguments, const transaction_limits& limits,
                    const std::function<bool()>& is_interrupted);

}  // namespace revise
