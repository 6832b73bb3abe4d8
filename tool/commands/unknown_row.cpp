#include "commands/unknown_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/advice.h"
#include "cli/log_text.h"
#include "database/sql_error.h"
#include "graph/wording.h"

namespace revise::tool {

namespace {

// The log entry of the upgrade or stamp that added the row, if the log has it.
std::optional<log_entry> arrival(context& in, const std::string& revision) {
  std::vector<log_entry> entries;
  try {
    entries = in.log().read();
  } catch (const sql_error&) {
    return std::nullopt;  // the role may lack the permission
  }
  const auto found = std::find_if(entries.rbegin(), entries.rend(), [&](const log_entry& entry) {
    return entry.revision == revision && entry.result == "done" &&
           (entry.direction == "upgrade" || entry.direction == "stamp");
  });
  return found == entries.rend() ? std::nullopt : std::optional(*found);
}

// The advice to remove the unknown row and keep the others: stamp --purge replaces all rows.
std::string forgetting(context& in) {
  const std::vector<graph::node> others = in.rows().known;
  const std::string kept =
      others.empty() ? std::string() : short_ids(in.versions().graph(), others) + ' ';
  return fmt::format(
      "if the file is lost, revise stamp --purge {}REVISION records the revision below it "
      "instead{}; its changes to the database remain",
      kept, others.empty() ? "" : ", and keeps the other rows");
}

}  // namespace

void report_unknown_row(context& in, graph::target_error& e) {
  if (e.kind() != graph::target_problem::unknown_row) return;
  const std::string id = e.text();
  const program& program = in.options().program;
  std::string where =
      program.is_bundle
          ? fmt::format(
                "the database is ahead of this bundle: get a newer bundle, with revision {}",
                graph::quoted(id))
          : fmt::format(
                "get the file of revision {} (it may be on another branch or in an older checkout)",
                graph::quoted(id));
  if (const std::optional<log_entry> entry = arrival(in, id)) {
    const log_origin& from = entry->origin;
    std::string said =
        fmt::format("{} by {} on {}", entry->direction == "stamp" ? "stamped" : "applied",
                    log_author(*entry), log_time(*entry));
    if (!entry->db_role.empty()) said += fmt::format(", as the role '{}'", entry->db_role);
    if (!from.tool_version.empty()) said += fmt::format(", by revise {}", from.tool_version);
    if (!from.git_commit.empty()) {
      said += fmt::format(", from the commit {}", from.git_commit);
      if (!program.is_bundle) {
        where = fmt::format("get its file: git checkout {} has it, if it was committed by then",
                            from.git_commit.substr(0, 12));
      }
    }
    e.set_problems({said});
  }
  e.set_hint(fmt::format("{}; {}", where, forgetting(in)));
}

}  // namespace revise::tool
