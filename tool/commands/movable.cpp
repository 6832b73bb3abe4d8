#include "commands/movable.h"

#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "config/git_upstream.h"
#include "database/sql_error.h"
#include "graph/traversal.h"
#include "review/unrun.h"

namespace revise::tool {

may_move movable(context& in) {
  const graph::revision_graph& graph = in.versions().graph();
  // Each folder is read once, on first use.
  const auto known = std::make_shared<std::map<std::filesystem::path, std::set<std::string>>>();
  return [&graph, known](graph::node n) {
    const std::filesystem::path path = graph.at(n).path;
    auto folder = known->find(path.parent_path());
    if (folder == known->end()) {
      folder = known->emplace(path.parent_path(), upstream_files(path.parent_path())).first;
    }
    return !folder->second.contains(path.filename().string());
  };
}

may_move movable(context& in, const graph::rows& at) {
  const graph::revision_graph& graph = in.versions().graph();
  graph::node_set fixed = ancestors(graph, at.known, graph::edges::needs);
  try {
    if (in.has_database_file()) {
      for (const graph::node n : logged_revisions(graph, in.log().events())) fixed.insert(n);
    }
  } catch (const sql_error&) {
    // The role may lack the permission for the log. The rows alone are good enough.
  }
  return [fixed = std::move(fixed), elsewhere = movable(in)](graph::node n) {
    return !fixed.contains(n) && elsewhere(n);
  };
}

}  // namespace revise::tool
