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

/// A plan that leaves out what waits.
struct patient_plan {
  graph::plan plan;
  std::vector<waiting_revision> waiting;  ///< what it stops in front of, in order
  std::vector<graph::node> ignored;       ///< in the plan though they should wait
};

/// A target names, or reaches, a revision that is to wait.
class waiting_error : public error {
 public:
  waiting_error(const std::string& message, std::string revision)
      : error(message), revision_(std::move(revision)) {}

  /// The one that waits.
  const std::string& revision() const { return revision_; }

 private:
  std::string revision_;
};

/// Makes the plan that runs now of `whole`, which goes up from `at` to `target`. If the target is
/// `head` or `heads`, of a branch too, revisions that wait and all that need them are left out. If
/// it names revisions (null: named otherwise), a waiting one in the plan throws waiting_error. The
/// .not_before of the `ignored` revisions does not count. `log` is what waiting_in() takes.
patient_plan without_waiting(const versions& all, const graph::plan& whole, const graph::rows& at,
                             const graph::parsed_target* target, const graph::node_set& ignored,
                             const log_table* log);

/// `note` for each of `patient.ignored`: what the log says of those that ran though they should
/// wait.
std::map<graph::node, std::string> notes_of(const patient_plan& patient, const std::string& note);

}  // namespace revise
