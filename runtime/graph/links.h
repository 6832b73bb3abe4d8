#pragma once

#include <string>
#include <vector>

#include "graph/name_index.h"
#include "graph/revision_graph.h"

namespace revise::graph {

/// The resolved edges of all revisions: for each revision its neighbours without duplicates, in the
/// order written.
struct links {
  std::vector<std::vector<node>> parents;
  std::vector<std::vector<node>> dependencies;
};

/// Returns where `r` is registered, as `file:line`, for messages. Empty if the path is unknown.
std::string place(const revision& r);

/// Appends to `problems` each fault in the ids and labels of `revisions`.
void check_names(const std::vector<revision>& revisions, const name_index& names,
                 std::vector<std::string>& problems);

/// Resolves down_revision (ids) and depends_on (ids, labels, prefixes). A name that does not
/// resolve, and a revision that names itself, are appended to `problems` and left out of the
/// result.
links resolve_links(const std::vector<revision>& revisions, const name_index& names,
                    std::vector<std::string>& problems);

/// Appends to `problems` each cycle of `edges` as a path, parent first: `a -> b -> a`. If several
/// cycles share revisions, only one of them is reported.
void check_cycles(const std::vector<revision>& revisions, const links& edges,
                  std::vector<std::string>& problems);

}  // namespace revise::graph
