#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/revision_graph.h"
#include "plugin/compiled_versions.h"

namespace revise {

/// Maps `location::file` to the source file.
using source_index = std::unordered_map<std::string_view, const source_file*>;

/// Returns the registered revisions in load order, even if they do not form a graph.
std::vector<graph::revision> revisions_of(const compiled_versions& compiled);

/// The revisions of a project as a graph, with the functions of each.
class versions {
 public:
  /// Takes the `migrations` as they registered themselves, in any order; the `sources` they came
  /// from, in load order; and the SQL `files` beside them. All of these must outlive this object.
  /// Throws graph_error with every fault: a file that registers no migration or more than one, and
  /// everything that graph::revision_graph finds.
  versions(const std::vector<const registered*>& migrations,
           const std::vector<source_file>& sources, const sql_files& files);
  versions(const std::vector<const registered*>& migrations,
           const std::vector<source_file>& sources);

  /// `compiled` must outlive this object.
  explicit versions(const compiled_versions& compiled)
      : versions(compiled.migrations, compiled.sources, compiled.files) {}

  const graph::revision_graph& graph() const { return graph_; }

  /// Returns what a revision registered, including its functions. The plugin owns it.
  const registered& migration(graph::node revision) const { return *ordered_[revision]; }

  /// Returns the hash of a revision's source and SQL files that the plugin was built with. Empty:
  /// unknown.
  const std::string& source_hash(graph::node revision) const { return *hashes_[revision]; }

  /// Returns the SQL file that a migration calls `name`. Throws `error` (sql_files::find).
  sql_file file(graph::node revision, std::string_view name) const;

  /// Returns `PATH:LINE` with the path that the user knows, for messages. Empty if `where` is
  /// unknown.
  std::string place(location where) const;

 private:
  source_index sources_;
  const sql_files& files_;
  std::vector<const registered*> ordered_;  ///< by node
  graph::revision_graph graph_;
  std::vector<const std::string*> hashes_;  ///< by node, never null
};

}  // namespace revise
