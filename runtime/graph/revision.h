#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::graph {

/// One migration as its file declares it. Nothing here is checked: `revision_graph` does that,
/// for all of them together.
struct revision {
  std::string id;
  std::vector<std::string> down_revision;  ///< ids, empty for a base, several for a merge
  std::vector<std::string> depends_on;     ///< as written: ids, unambiguous prefixes, labels
  std::vector<std::string> branch_labels;  ///< declared here; `revision_graph::labels` has the rest
  std::string message;
  std::string path;  ///< absolute path of the source, may be empty
  int line = 0;      ///< where in `path` it is registered, 0 when unknown
};

/// Whether `name` can be a revision id or a branch label: 1 to 255 of `[0-9A-Za-z_.]`, which
/// leaves `@`, `+`, `-` and `:` to the target grammar.
bool is_valid_identifier(std::string_view name);

/// Whether `name` means something else in a target (`head`, `heads`, `base`, `current`), so that
/// no revision and no label may have it.
bool is_reserved(std::string_view name);

}  // namespace revise::graph
