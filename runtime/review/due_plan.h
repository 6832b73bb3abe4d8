#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/plan.h"
#include "graph/traversal.h"
#include "review/waiting.h"
#include "util/error.h"

namespace revise {

/// A plan without the revisions that have to wait.
struct due_plan {
  graph::plan plan;
  std::vector<waiting_revision> waiting;  ///< where the plan stops, in order
  std::vector<graph::node> ignored;       ///< in the plan although they have to wait
};

/// Thrown if a target names or reaches a revision that has to wait.
class waiting_error : public error {
 public:
  waiting_error(const std::string& message, std::string revision)
      : error(message), revision_(std::move(revision)) {}

  /// The id of the revision that waits.
  const std::string& revision() const { return revision_; }

 private:
  std::string revision_;
};

/// Removes from `whole`, the upgrade from `at` to `target`, the waiting revisions and everything
/// that needs them. This is done if the target is `head` or `heads`, also of a branch; any other
/// target (null: a list of revisions) that reaches a waiting revision throws waiting_error. The
/// .not_before of revisions in `ignored` is not applied. `log` is passed to waiting_in.
due_plan without_waiting(const versions& all, const graph::plan& whole, const graph::rows& at,
                         const graph::parsed_target* target, const graph::node_set& ignored,
                         const log_table* log);

/// Maps each revision of `due.ignored` to `note`, the note for its log entry.
std::map<graph::node, std::string> notes_of(const due_plan& due, const std::string& note);

}  // namespace revise
