#pragma once

#include <functional>
#include <string>
#include <vector>

#include "database/lock/run_lock.h"
#include "engine/versioned_database.h"
#include "graph/rows.h"
#include "plugin/versions.h"

namespace revise {

struct stamp_request {
  std::vector<std::string> targets;  ///< as graph::plan_stamp takes them
  bool purge = false;                ///< ignore the existing rows
  log_origin origin = {};
  lock_request lock = {};  ///< `activity` is set by stamp()
  /// Called when the rows have been read; some of them may be superfluous. May be empty.
  std::function<void(const std::vector<std::string>& found, const graph::rows& at)> rows_read = {};
};

/// The rows of the version table before and after a stamp, sorted.
struct stamp_change {
  std::vector<std::string> before;
  std::vector<std::string> after;

  std::vector<std::string> removed() const;
  std::vector<std::string> added() const;
  bool is_empty() const { return before == after; }
};

/// The ids of `of` that are not in `without`.
std::vector<std::string> difference(const std::vector<std::string>& of,
                                    const std::vector<std::string>& without);

/// The rows after the stamp, sorted, if the database is at `at`. With `purge`, rows without a
/// version file are removed too. Throws graph::target_error.
std::vector<std::string> rows_after_stamp(const versions& all, const graph::rows& at,
                                          const stamp_request& request);

/// Sets the rows without running a migration, under the run lock. Writes a log entry for each added
/// row, and for each removed row that is no longer applied. If nothing changes, no lock is taken
/// and nothing is written. Throws what rows_after_stamp() and versioned_database::lock() throw;
/// sql_error, connection_error.
stamp_change stamp(const versions& all, versioned_database& database, const stamp_request& request);

}  // namespace revise
