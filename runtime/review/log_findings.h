#pragma once

#include <string>
#include <vector>

#include "database/records/log_table.h"
#include "plugin/versions.h"
#include "review/unrun.h"

namespace revise {

/// What the log shows about the applied revisions.
struct log_findings {
  std::vector<graph::node> edited;    ///< see edited_revisions.h
  std::vector<unrun_revision> unrun;  ///< see unrun.h

  std::vector<unrun_revision> certain() const;
  std::vector<unrun_revision> likely() const;
};

/// Reads `log` with one query. `found` are the rows of the version table, `at` is their resolution
/// in the graph. The result is empty if nothing is logged or if the database role may not read the
/// log; with `must_read`, the missing permission throws sql_error.
log_findings look_at_log(const versions& all, const std::vector<std::string>& found,
                         const graph::rows& at, log_table& log, bool must_read = false);

}  // namespace revise
