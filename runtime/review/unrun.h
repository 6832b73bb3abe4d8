#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "database/records/log_table.h"
#include "graph/rows.h"
#include "util/error.h"

namespace revise {

/// The parents of `n` in the form of log_entry::parents.
std::string logged_parents(const graph::revision_graph& graph, graph::node n);

/// The parents of several revisions in the form of log_entry::parents, by revision id.
std::map<std::string, std::string> logged_parents(const graph::revision_graph& graph,
                                                  std::span<const graph::node> nodes);

/// A revision that counts as applied, because a row of the version table needs it, but that did not
/// run. This happens when a revision is inserted below one that already ran.
struct unrun_revision {
  graph::node revision;
  /// True if a run above it logged parents from which this revision cannot be reached. False if the
  /// entries below and above it have no parents; then another tool may have run it in between.
  bool is_certain;
  bool was_undone;      ///< it once ran, and was downgraded later
  std::string because;  ///< the entries that show it, as a sentence without its full stop
};

/// The revisions that count as applied at `at` but did not run according to `events`
/// (log_table::events), in the order in which an upgrade runs them. `found` are the rows of the
/// version table.
///
/// These revisions are left out:
/// * revisions that were upgraded, stamped or accepted since their last downgrade, or that a
///   stamped revision needs;
/// * revisions that another tool may have run: the log begins above them, or they have a row of
///   their own and no entry;
/// * revisions that may replace one without a version file.
///
/// The rules and their reasons: docs/decisions/0026.
std::vector<unrun_revision> unrun_revisions(const graph::revision_graph& graph,
                                            const std::vector<std::string>& found,
                                            const graph::rows& at,
                                            const std::vector<logged_event>& events);

/// The revisions that are applied according to a log entry of their own: upgraded, stamped or
/// accepted, and neither undone nor removed since.
std::vector<graph::node> logged_revisions(const graph::revision_graph& graph,
                                          const std::vector<logged_event>& events);

/// Whether `unrun` contains `n`.
bool is_in(const std::vector<unrun_revision>& unrun, graph::node n);

/// The most revisions that a message names; of further ones, it gives the number.
inline constexpr std::size_t most_unrun_named = 10;

/// Thrown for revisions that count as applied but never ran: at least one; either all of them are
/// certain or none is. The message is "revision 'ae10' counts as applied, but never ran here";
/// `problems()` give the evidence.
class never_ran_error : public error {
 public:
  never_ran_error(const graph::revision_graph& graph, std::vector<unrun_revision> unrun);

  const std::vector<unrun_revision>& revisions() const { return unrun_; }

 private:
  std::vector<unrun_revision> unrun_;
};

}  // namespace revise
