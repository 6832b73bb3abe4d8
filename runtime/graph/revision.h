#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::graph {

/// One migration as its file declares it, unchecked: `revision_graph` checks all revisions
/// together.
struct revision {
  std::string id;
  std::vector<std::string> down_revision;  ///< ids; empty for a base revision, several for a merge
  std::vector<std::string> depends_on;     ///< as written: ids, unambiguous prefixes, labels
  std::vector<std::string> branch_labels;  ///< declared here; see `revision_graph::labels`
  std::string message;
  std::string path;  ///< absolute path of the source; may be empty
  int line = 0;      ///< line in `path` where it is registered; 0 if unknown
};

/// Returns whether `name` can be a revision id or a branch label: 1 to 255 characters of
/// `[0-9A-Za-z_.]`. `@`, `+`, `-` and `:` belong to the target grammar.
bool is_valid_identifier(std::string_view name);

/// Returns whether `name` has a meaning in a target (`head`, `heads`, `base`, `current`), so that
/// no revision and no label may have it.
bool is_reserved(std::string_view name);

}  // namespace revise::graph
