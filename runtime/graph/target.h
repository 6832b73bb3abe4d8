#pragma once

#include <optional>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/rows.h"
#include "graph/target_error.h"
#include "graph/target_syntax.h"

namespace revise::graph {

// The grammar (target_syntax.h). A name is an id, a label, or an unambiguous prefix of an id or
// label:
//
//   target := [branch "@"] ("head" | "heads" | "base" | "current" | name)
//           | [branch "@"] ["head" | "heads" | "base" | "current" | name] ("+" | "-") number
//   branch := name
//
// All functions throw `target_error`.

/// Returns the revisions that an absolute target means, in load order, for `new --head`, `merge`
/// and `stamp`. `base` means none, `head` the only head, `heads` every revision that nothing needs.
/// `branch@heads` means all heads of the branch, including effective heads.
std::vector<node> resolve(const revision_graph& graph, const parsed_target& target);

/// Returns the revisions that `show` and `edit` mean by `target`: an absolute target, `current`
/// (the revisions that the command `current` lists), `-2` (two steps below each head), `name+1`,
/// `name-1`. If `at` is null, `current` is an error; `is_asking_the_database` says when the rows
/// are needed.
std::vector<node> resolve_shown(const revision_graph& graph, const parsed_target& target,
                                const rows* at);

/// Returns whether `target` means the topmost revisions (`head`, `heads`, `branch@head`) instead of
/// a revision that it names.
bool goes_to_heads(const parsed_target& target);

/// Returns the revisions at which an upgrade ends; empty if there is nothing to do. Relative
/// targets count up from the rows.
std::vector<node> upgrade_targets(const revision_graph& graph, const rows& at,
                                  const parsed_target& target);

/// The revision at which a downgrade ends, and the branch that it is restricted to.
struct downgrade_target {
  std::optional<node> revision;  ///< null: to base
  std::optional<node> branch;    ///< downgrade only the branch that leads here; null: all
};

/// Resolves the target of `downgrade`. Relative targets count down from the rows. The revision need
/// not be applied.
downgrade_target resolve_downgrade(const revision_graph& graph, const rows& at,
                                   const parsed_target& target);

}  // namespace revise::graph
