#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/rows.h"
#include "graph/target_error.h"

namespace revise::graph {

// The grammar, in which a name is an id, a label, or an unambiguous prefix of one:
//
//   target := [branch "@"] ("head" | "heads" | "base" | "current" | name)
//           | [branch "@"] ["head" | "heads" | "base" | "current" | name] ("+" | "-") number
//   branch := name
//
// All functions throw `target_error`.

/// The revisions that an absolute target means, in load order: for `new --head`, `merge`, `stamp`.
/// `base` is none, `head` the single head, `heads` all that nothing needs; `branch@heads` all heads
/// of the branch, effective ones too.
std::vector<node> resolve(const revision_graph& graph, std::string_view target);

/// The revisions that `show` and `edit` mean by `target`: an absolute one, `current` (what
/// `current` lists), `-2` (below each head), `name+1`, `name-1`. Without `at`, `current` is an
/// error; `is_asking_the_database` tells when to read the rows.
std::vector<node> resolve_shown(const revision_graph& graph, std::string_view target,
                                const rows* at);

/// Whether `target`, or a part of it when it is a range, says `current`.
bool is_asking_the_database(std::string_view target);

/// Whether `target` goes to whatever is topmost (`head`, `heads`, `branch@head`) rather than to a
/// revision that it names.
bool goes_to_heads(std::string_view target);

/// Where `upgrade` shall go: none of them when there is nothing to do. Relative targets count up
/// from the rows.
std::vector<node> upgrade_targets(const revision_graph& graph, const rows& at,
                                  std::string_view target);

/// Where `downgrade` shall go.
struct downgrade_target {
  std::optional<node> revision;  ///< nothing: to base
  std::optional<node> branch;    ///< keep to what leads to this revision, where there are branches
};

/// Relative targets count down from the rows. The revision need not be applied.
downgrade_target resolve_downgrade(const revision_graph& graph, const rows& at,
                                   std::string_view target);

}  // namespace revise::graph
