#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/revision_graph.h"
#include "plugin/compiled_versions.h"

namespace revise {

/// The files of a project by what `location::file` says of them.
using source_index = std::unordered_map<std::string_view, const source_file*>;

/// The revisions as they registered themselves, in load order, whether they make a graph or not.
std::vector<graph::revision> revisions_of(const compiled_versions& compiled);

/// The revisions of a project as a graph, each with the functions that run it.
class versions {
 public:
  /// `migrations` as they registered themselves, in any order, and the `sources` they came from,
  /// in load order, and the SQL `files` beside them. All must outlive this. Throws graph_error with
  /// every problem found: a file that registers nothing or twice, and all that
  /// graph::revision_graph finds.
  versions(const std::vector<const registered*>& migrations,
           const std::vector<source_file>& sources, const sql_files& files);
  versions(const std::vector<const registered*>& migrations,
           const std::vector<source_file>& sources);

  /// `compiled` outlives this, too.
  explicit versions(const compiled_versions& compiled)
      : versions(compiled.migrations, compiled.sources, compiled.files) {}

  const graph::revision_graph& graph() const { return graph_; }

  /// The functions of a revision, owned by the plugin.
  const registered& migration(graph::node revision) const { return *ordered_[revision]; }

  /// The hash of a revision's source and SQL files as the plugin has them; empty: not known.
  const std::string& source_hash(graph::node revision) const { return *hashes_[revision]; }

  /// The SQL file that a migration means by `name`. Throws `error` (sql_files::find).
  sql_file file(graph::node revision, std::string_view name) const;

  /// `PATH:LINE` with the user's path, for messages; empty when `where` is.
  std::string place(location where) const;

 private:
  source_index sources_;
  const sql_files& files_;
  std::vector<const registered*> ordered_;  ///< by node
  graph::revision_graph graph_;
  std::vector<const std::string*> hashes_;  ///< by node, never null
};

}  // namespace revise
