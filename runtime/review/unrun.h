#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "database/records/log_table.h"
#include "graph/rows.h"
#include "util/error.h"

namespace revise {

/// What `n` needs, as log_entry::parents has it.
std::string logged_parents(const graph::revision_graph& graph, graph::node n);

/// The same of several, by their ids.
std::map<std::string, std::string> logged_parents(const graph::revision_graph& graph,
                                                  std::span<const graph::node> nodes);

/// A revision that counts as applied, since the rows say so of one that needs it, and that did not
/// run. A revision gets there when it is put below one that ran before.
struct unrun_revision {
  graph::node revision;
  /// What ran above it names parents from which it is not reached. Otherwise entries without
  /// parents stand below and above it, and another tool may have run it in between.
  bool is_certain;
  bool was_undone;      ///< it did run once, and its downgrade ran after that
  std::string because;  ///< the entries that show it, as a sentence without its full stop
};

/// The revisions that count as applied at `at` and did not run by `events` (log_table::events), in
/// the order in which an upgrade runs them. `found` are the rows as the version table has them.
///
/// Nothing is said of a revision that was upgraded, stamped or accepted since its last downgrade,
/// or that something stamped needs; that another tool may have run: where the log begins above it,
/// or where it has a row of its own and no entry; or that may stand for one that no file has any
/// more. The rules, and why they are these: docs/decisions/0026.
std::vector<unrun_revision> unrun_revisions(const graph::revision_graph& graph,
                                            const std::vector<std::string>& found,
                                            const graph::rows& at,
                                            const std::vector<logged_event>& events);

/// The revisions that are there by an entry of their own in the log: upgraded, stamped or accepted,
/// and not undone or taken out since.
std::vector<graph::node> logged_revisions(const graph::revision_graph& graph,
                                          const std::vector<logged_event>& events);

/// Whether `n` is one of `unrun`.
bool is_in(const std::vector<unrun_revision>& unrun, graph::node n);

/// So many revisions are named in a message; of more, how many.
inline constexpr std::size_t most_unrun_named = 10;

/// Revisions that count as applied and never ran: at least one, and all of them certain or none.
/// "revision 'ae10' counts as applied, and never ran here"; `problems()` say what shows it.
class never_ran_error : public error {
 public:
  never_ran_error(const graph::revision_graph& graph, std::vector<unrun_revision> unrun);

  const std::vector<unrun_revision>& revisions() const { return unrun_; }

 private:
  std::vector<unrun_revision> unrun_;
};

}  // namespace revise
