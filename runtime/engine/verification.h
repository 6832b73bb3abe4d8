#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "database/connection.h"
#include "graph/rows.h"
#include "review/migration_call.h"

namespace revise {

/// The result of an applied revision's check.
struct verification {
  graph::node revision;
  std::optional<failure> failed = {};  ///< empty if it passed
  double seconds = 0;
};

/// Calls the check of `revision`, which must have one, in a transaction that is read-only or rolled
/// back. Throws connection_error if the connection is lost, and `error` with exit code 130 if
/// `is_interrupted`, which may be empty, returns true.
verification verify(const versions& all, graph::node revision, connection& database,
                    const argument_map& arguments, const transaction_limits& limits,
                    const std::function<bool()>& is_interrupted);

}  // namespace revise
