#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// Why a target cannot be used, and which revisions are the candidates.
enum class target_problem {
  bad_syntax,            ///< does not match the grammar
  unknown,               ///< no revision and no label has this name or starts with it
  ambiguous,             ///< several names start with it: the candidates
  not_in_branch,         ///< it exists (the candidates), but not in the branch before the `@`
  multiple_heads,        ///< `head`, but several heads exist: the candidates
  multiple_rows,         ///< relative to the rows, but the database has several: the candidates
  ambiguous_walk,        ///< a step up or down has several ways: the candidates
  walked_too_far,        ///< more steps than revisions
  relative_not_allowed,  ///< relative, but it must be absolute or go the other way
  overlaps,       ///< one of two targets needs the other: the candidates, the lower one first
  not_applied,    ///< a downgrade to a revision that is not applied: the candidate
  nothing_above,  ///< a downgrade to an applied revision that has only dependents above it
  not_ancestor,   ///< a range whose start (the candidates) is not below its end
  unknown_row,    ///< the database is at a revision that no file has
};

/// A target cannot be used, for a reason listed in `target_problem`. `what()` states the fact. A
/// command adds advice, based on the data here.
class target_error : public graph_error {
 public:
  target_error(target_problem kind, std::string_view text, const std::string& message,
               std::vector<node> candidates = {}, std::optional<std::string> suggestion = {})
      : graph_error(message),
        kind_(kind),
        text_(text),
        candidates_(std::move(candidates)),
        suggestion_(std::move(suggestion)) {}

  target_problem kind() const { return kind_; }
  /// Returns the target as the user gave it; for `unknown_row`, the first unknown row.
  const std::string& text() const { return text_; }
  /// Returns the revisions that the problem is about; see `target_problem`.
  const std::vector<node>& candidates() const { return candidates_; }
  /// For `unknown`: the most similar id or label.
  const std::optional<std::string>& suggestion() const { return suggestion_; }

 private:
  target_problem kind_;
  std::string text_;
  std::vector<node> candidates_;
  std::optional<std::string> suggestion_;
};

}  // namespace revise::graph
