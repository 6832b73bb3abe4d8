#pragma once

#include <string>
#include <vector>

#include "commands/context.h"
#include "review/unrun.h"

namespace revise::tool {

/// What the log shows about the applied revisions.
struct log_findings {
  std::vector<graph::node> edited;    ///< review/edited_revisions.h
  std::vector<unrun_revision> unrun;  ///< review/unrun.h

  std::vector<unrun_revision> certain() const;
  std::vector<unrun_revision> likely() const;
};

/// Reads the log with one query. `found` are the rows of the version table, `at` the same rows
/// resolved in the graph. Finds nothing if no revision is applied, if the log is empty, or if the
/// database role may not read the log. With `must_read`, the last case throws sql_error.
log_findings look_at_log(context& in, const std::vector<std::string>& found, const graph::rows& at,
                         bool must_read = false);

}  // namespace revise::tool
