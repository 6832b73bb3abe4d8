#pragma once

#include <string>
#include <vector>

#include "graph/name_index.h"
#include "graph/revision_graph.h"

namespace revise::graph {

/// The edges of revisions whose names are resolved: per revision, each neighbour once, in the
/// order written.
struct links {
  std::vector<std::vector<node>> parents;
  std::vector<std::vector<node>> dependencies;
};

/// Where `r` is registered, `file:line`, to put in front of a problem or inside it. Without a
/// path, empty.
std::string place(const revision& r);

/// Appends to `problems` what is wrong with the ids and labels of `revisions`.
void check_names(const std::vector<revision>& revisions, const name_index& names,
                 std::vector<std::string>& problems);

/// Resolves down_revision (ids) and depends_on (ids, labels, prefixes). Appends to `problems` what
/// does not resolve and what loops onto itself, and leaves it out of the result.
links resolve_links(const std::vector<revision>& revisions, const name_index& names,
                    std::vector<std::string>& problems);

/// Appends to `problems` each cycle of `edges` as a path, parent first: `a -> b -> a`. Of revisions
/// that are tangled in several cycles together, one is shown.
void check_cycles(const std::vector<revision>& revisions, const links& edges,
                  std::vector<std::string>& problems);

}  // namespace revise::graph
