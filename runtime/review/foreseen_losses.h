#pragma once

#include <optional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "review/recorded_plan.h"

namespace revise {

/// A table that loses all its rows.
struct table_loss {
  std::string table;  ///< as the database names it now
  bool is_dropped;    ///< else it is emptied
  /// How many rows it has; most_counted + 1: more than that; nothing: see `why_not`.
  std::optional<long long> rows;
  std::string why_not = {};  ///< why they could not be counted
};

/// Up to so many rows are counted.
inline constexpr long long most_counted = 1'000'000;

/// What a plan that goes down takes away.
struct foreseen_losses {
  std::vector<table_loss> tables;  ///< each once, in the order of the plan; only with rows
  std::vector<graph::node>
      unforeseen;  ///< revisions whose downgrade cannot be looked at as a whole
};

/// Which tables the downgrades of `plan` drop and empty, and how many rows these have now. Of SQL
/// see dialect/lost_rows.h. Reads of `database` only how it is; waits for no lock for longer than
/// half a second. Throws connection_error.
foreseen_losses losses_of(recorded_plan& recorded, const graph::plan& plan, connection& database);

/// "table 'orders' with 31412 rows is dropped".
std::string loss_text(const table_loss& loss);

}  // namespace revise
