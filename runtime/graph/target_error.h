#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// Why a target cannot be used.
enum class target_problem {
  bad_syntax,            ///< not of the grammar
  unknown,               ///< no revision and no label has or starts with this name
  ambiguous,             ///< several start with it: the candidates
  not_in_branch,         ///< it exists (the candidates), but not in the branch before the `@`
  multiple_heads,        ///< `head` where there are several: the candidates
  multiple_rows,         ///< relative to the database, which is at several: the candidates
  ambiguous_walk,        ///< a step up or down has several ways: the candidates
  walked_too_far,        ///< fewer revisions than steps
  relative_not_allowed,  ///< a relative target where an absolute one is needed, or the wrong way
  overlaps,              ///< of two targets one needs the other: the candidates, lower one first
  not_applied,           ///< a downgrade to what is not applied: the candidate
  nothing_above,         ///< a downgrade to what is applied, with only dependents above it
  not_ancestor,          ///< a range whose start (the candidates) is not below its end
  unknown_row,           ///< the database is at a revision that no file has
};

/// A target names nothing in the graph, or nothing that can be walked to. `what()` is the fact; a
/// command adds the advice, for which it finds the data here.
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
  /// The target as given; for `unknown_row` the first such row.
  const std::string& text() const { return text_; }
  /// The revisions it could have meant, see `target_problem`.
  const std::vector<node>& candidates() const { return candidates_; }
  /// For `unknown`: the id or label that is most like it.
  const std::optional<std::string>& suggestion() const { return suggestion_; }

 private:
  target_problem kind_;
  std::string text_;
  std::vector<node> candidates_;
  std::optional<std::string> suggestion_;
};

}  // namespace revise::graph
