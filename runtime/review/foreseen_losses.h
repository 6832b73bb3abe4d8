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
  bool is_dropped;    ///< false: it is emptied
  /// The number of its rows; most_counted + 1 if it has more than most_counted; empty if they could
  /// not be counted (`why_not`).
  std::optional<long long> rows;
  std::string why_not = {};  ///< why the rows could not be counted
};

/// Counting stops after this many rows.
inline constexpr long long most_counted = 1'000'000;

/// What a plan of downgrades removes.
struct foreseen_losses {
  std::vector<table_loss> tables;       ///< each table with rows once, in the order of the plan
  std::vector<graph::node> unforeseen;  ///< revisions whose downgrade cannot be examined completely
};

/// The tables that the downgrades of `plan` drop or empty, and how many rows these tables have now.
/// The tables that raw SQL affects are found by dialect/lost_rows.h. Only reads `database`, and
/// waits at most half a second for a lock. Throws connection_error.
foreseen_losses losses_of(recorded_plan& recorded, const graph::plan& plan, connection& database);

/// "table 'orders' with 31412 rows is dropped".
std::string loss_text(const table_loss& loss);

}  // namespace revise
