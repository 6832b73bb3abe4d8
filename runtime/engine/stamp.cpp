#include "engine/stamp.h"

#include <fmt/format.h>

#include <algorithm>

#include "graph/plan.h"
#include "graph/traversal.h"
#include "review/unrun.h"

namespace revise {

namespace {

stamp_change find_change(const versions& all, versioned_database& database,
                         const stamp_request& request) {
  std::vector<std::string> before = database.rows();
  const graph::rows at = graph::read_rows(all.graph(), before);
  if (request.rows_read) request.rows_read(before, at);
  return {std::move(before), rows_after_stamp(all, at, request)};
}

// A removed row is still applied if a row after the stamp needs it; then it gets no entry.
std::vector<log_entry> entries_of(const versions& all, const stamp_change& change,
                                  const log_origin& origin) {
  const graph::revision_graph& graph = all.graph();
  const graph::rows rows = graph::read_rows(graph, change.after);
  const graph::node_set applied = ancestors(graph, rows.known, graph::edges::needs);
  std::vector<log_entry> entries;
  for (const std::string& id : change.removed()) {
    const auto found = graph.find(id);
    if (found && applied.contains(*found)) continue;
    entries.push_back({.revision = id,
                       .direction = "stamp",
                       .result = "done",
                       .note = "removed",
                       .origin = origin});
  }
  for (const std::string& id : change.added()) {
    const graph::node n = *graph.find(id);
    entries.push_back({.revision = id,
                       .direction = "stamp",
                       .result = "done",
                       .source_hash = all.source_hash(n),
                       .origin = origin,
                       .parents = logged_parents(graph, n)});
  }
  return entries;
}

}  // namespace

std::vector<std::string> difference(const std::vector<std::string>& of,
                                    const std::vector<std::string>& without) {
  std::vector<std::string> rest;
  for (const std::string& id : of) {
    if (std::find(without.begin(), without.end(), id) == without.end()) rest.push_back(id);
  }
  return rest;
}

std::vector<std::string> stamp_change::removed() const { return difference(before, after); }

std::vector<std::string> stamp_change::added() const { return difference(after, before); }

std::vector<std::string> rows_after_stamp(const versions& all, const graph::rows& at,
                                          const stamp_request& request) {
  std::vector<std::string> ids = graph::ids_of(
      all.graph(), graph::plan_stamp(all.graph(), at, request.targets, request.purge));
  std::sort(ids.begin(), ids.end());
  return ids;
}

stamp_change stamp(const versions& all, versioned_database& database,
                   const stamp_request& request) {
  stamp_change change = find_change(all, database, request);
  if (change.is_empty()) return change;
  lock_request wanted = request.lock;
  wanted.activity = fmt::format("stamp {}", fmt::join(request.targets, " "));
  const std::unique_ptr<run_lock> lock = database.lock(wanted);
  change = find_change(all, database, request);  // another run may have changed the rows
  if (change.is_empty()) return change;
  database.table().ensure();
  append_entries(database, {}, entries_of(all, change, request.origin), [&] {
    database.table().apply(change.removed(), change.added());
    lock->check(database.session());
  });
  return change;
}

}  // namespace revise
