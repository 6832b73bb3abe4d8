#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "database/connection.h"
#include "graph/rows.h"
#include "review/migration_call.h"

namespace revise {

/// What the check of an applied revision came to.
struct verification {
  graph::node revision;
  std::optional<failure> failed = {};  ///< nothing: it passed
  double seconds = 0;
};

/// Calls the check of `revision`, which has one, in a transaction that can change nothing and is
/// rolled back. Throws connection_error when the connection is gone, and `error` with exit code 130
/// when `is_interrupted`, which may be empty, says so.
verification verify(const versions& all, graph::node revision, connection& database,
                    const argument_map& arguments, const transaction_limits& limits,
                    const std::function<bool()>& is_interrupted);

}  // namespace revise
