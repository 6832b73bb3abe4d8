#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "cli/outcome.h"
#include "cli/revision_text.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "commands/edited.h"
#include "commands/log_findings.h"
#include "commands/not_before.h"
#include "commands/unrun.h"
#include "database/records/journal_table.h"
#include "database/sql_error.h"
#include "graph/plan.h"
#include "graph/traversal.h"

namespace revise::tool {

namespace {

class current_command final : public command {
 public:
  void declare(option_set& options) override {
    options.flag("--check-heads", check_heads_, "exit 3 when the database is not at the heads");
  }

  outcome run(context& in) override {
    const std::vector<std::string> found = in.found_rows();
    const graph::rows rows = in.rows(found);
    const log_findings logged = look_at_log(in, found, rows);
    report_edited(in, logged.edited, false);
    warn_of_unrun(in, logged.unrun);
    const std::vector<graph::node> current = current_revisions(in.versions().graph(), rows);
    outcome result = answer(
        in.out(), [&] { return document(in, current, rows.unknown, logged.unrun); },
        [&] { return lines(in, current, rows.unknown, logged.unrun); });
    const bool is_base = current.empty() && rows.unknown.empty();
    if (is_base && !result.document) result.note("the database is at <base>");
    try {
      add_begun(in, result);
      if (check_heads_) check_heads(in, rows, logged, result);
    } catch (const error& e) {
      result.fail(e);  // The rows are known, and are printed first.
    }
    return result;
  }

 private:
  // Adds the revisions without a transaction that stopped half way. No row of the version table
  // shows them.
  static void add_begun(context& in, outcome& result) {
    if (!in.has_database_file()) return;
    try {
      const journal_table journal(in.database(), in.table());
      for (const journal_entry& last : journal.last_of_each()) {
        const bool is_done = last.state == statement_state::done;
        result.note(
            fmt::format("the {} of '{}' is partly in the database: {} of its statements {}; the "
                        "same command resumes after them",
                        last.direction, printable_on_one_line(last.revision),
                        is_done ? last.position : last.position - 1,
                        is_done ? "ran" : "ran, and the next one began"));
      }
    } catch (const sql_error&) {
      return;  // the role may lack the permission for the journal, but it can still see the rows
    }
  }

  static void check_heads(context& in, const graph::rows& rows, const log_findings& logged,
                          outcome& result) {
    if (is_at_heads(in.versions().graph(), rows)) {
      result.exit_code = logged.unrun.empty() ? 0 : 3;
      return;
    }
    result.exit_code = 3;
    result.note("the database is not at the heads");
    if (!rows.unknown.empty()) return;
    const graph::revision_graph& graph = in.versions().graph();
    const graph::parsed_target heads("heads");
    const graph::plan missing = graph::plan_upgrade(graph, rows, heads);
    const log_table* const log = in.has_database_file() ? &in.log() : nullptr;
    const due_plan due =
        without_waiting(in.versions(), missing, rows, &heads, graph::node_set(graph), log);
    for (std::string& line : waiting_lines(graph, due.waiting)) result.note(std::move(line));
  }

  static std::vector<std::string> lines(context& in, const std::vector<graph::node>& current,
                                        const std::vector<std::string>& unknown,
                                        const std::vector<unrun_revision>& unrun) {
    const graph::revision_graph& graph = in.versions().graph();
    const bool is_verbose = in.out().is_verbose();
    std::vector<std::string> result;
    if (is_verbose) {
      result.push_back(fmt::format("Current revision(s) for {}:", in.url().display));
    }
    for (const graph::node n : current) {
      result.push_back(
          is_verbose ? verbose_block(graph, n, {.current = true, .never_ran = is_in(unrun, n)})
                     : one_line(graph, n, {.points = true}));
    }
    // Applied revisions that never ran are below the current ones.
    for (const unrun_revision& one : unrun) {
      const bool is_shown =
          std::find(current.begin(), current.end(), one.revision) != current.end();
      if (is_verbose && !is_shown) {
        result.push_back(verbose_block(graph, one.revision, {.never_ran = true}));
      }
    }
    for (const std::string& id : unknown) {
      result.push_back(fmt::format("{} (no such file)", printable_on_one_line(id)));
    }
    return result;
  }

  static json document(context& in, const std::vector<graph::node>& current,
                       const std::vector<std::string>& unknown,
                       const std::vector<unrun_revision>& unrun) {
    const graph::revision_graph& graph = in.versions().graph();
    json list = json::array();
    for (const graph::node n : current) {
      const graph::node_set below = ancestors(graph, {&n, 1}, graph::edges::needs);
      std::vector<unrun_revision> of_it = unrun;
      std::erase_if(of_it, [&](const unrun_revision& o) { return !below.contains(o.revision); });
      list.push_back(revision_json(graph, n, true));
      add_unrun(list.back(), graph, of_it);
    }
    for (const std::string& id : unknown) list.push_back(unknown_revision_json(id));
    return list;
  }

  bool check_heads_ = false;
};

}  // namespace

std::unique_ptr<command> make_current() { return std::make_unique<current_command>(); }

}  // namespace revise::tool
