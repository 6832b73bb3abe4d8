#pragma once

#include <string>
#include <vector>

#include "database/records/log_table.h"
#include "plugin/versions.h"
#include "review/unrun.h"

namespace revise {

/// What the log shows of the revisions that are applied.
struct log_findings {
  std::vector<graph::node> edited;    ///< edited_revisions.h
  std::vector<unrun_revision> unrun;  ///< unrun.h

  std::vector<unrun_revision> certain() const;
  std::vector<unrun_revision> likely() const;
};

/// Reads `log` by one query. `found` are the rows as the version table has them, `at` the same rows
/// against the graph. Finds nothing where nothing is logged, or where the database's role may not
/// read the log; with `must_read` the latter throws sql_error.
log_findings look_at_log(const versions& all, const std::vector<std::string>& found,
                         const graph::rows& at, log_table& log, bool must_read = false);

}  // namespace revise
