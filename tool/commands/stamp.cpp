#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "cli/json_text.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "commands/locked.h"
#include "commands/offline.h"
#include "graph/plan.h"
#include "graph/traversal.h"
#include "review/unrun.h"
#include "script/script.h"

namespace revise::tool {

namespace {

std::vector<std::string> difference(const std::vector<std::string>& of,
                                    const std::vector<std::string>& without) {
  std::vector<std::string> rest;
  for (const std::string& id : of) {
    if (std::find(without.begin(), without.end(), id) == without.end()) rest.push_back(id);
  }
  return rest;
}

std::string listed(const std::vector<std::string>& rows) {
  if (rows.empty()) return "<base>";
  return printable_on_one_line(fmt::format("{}", fmt::join(rows, ", ")));
}

class stamp_command final : public command {
 public:
  void declare(option_set& options) override {
    options.arguments("TARGET", targets_, "a revision: head, heads, base, an id, a label");
    options.flag("--purge", purge_, "forget what is in the version table first");
    offline_.declare(options);
  }

  void check() const override { offline_.check(targets_, "stamp"); }

  needs needed(needs usual) const override { return offline_.sql ? needs::versions : usual; }

  int run(context& in) override {
    if (offline_.sql) return print_sql(in);
    change now = find_change(in);
    std::unique_ptr<run_lock> lock;
    if (!now.is_empty()) {
      lock = take_lock(in, fmt::format("stamp {}", fmt::join(targets_, " ")));
      now = find_change(in);
    }
    if (now.is_empty()) {
      in.out().note(fmt::format("nothing to do: the database is at {}", listed(now.before)));
    } else {
      write(in, now, *lock);
      in.out().note(fmt::format("stamp  {} -> {}", listed(now.before), listed(now.after)));
    }
    if (in.out().is_json()) in.out().data(text_of({{"current", now.after}}));
    return 0;
  }

 private:
  // Of the rows.
  struct change {
    std::vector<std::string> before;
    std::vector<std::string> after;

    std::vector<std::string> removed() const { return difference(before, after); }
    std::vector<std::string> added() const { return difference(after, before); }
    bool is_empty() const { return before == after; }
  };

  change find_change(context& in) const {
    std::vector<std::string> before = in.found_rows();
    return {std::move(before), rows_after(in, in.rows())};
  }

  // With --purge also a row that no file has goes.
  std::vector<std::string> rows_after(context& in, const graph::rows& at) const {
    const graph::revision_graph& graph = in.versions().graph();
    std::vector<std::string> ids;
    try {
      for (const graph::node n : graph::plan_stamp(graph, at, targets_, purge_)) {
        ids.push_back(graph.at(n).id);
      }
    } catch (graph::target_error& e) {
      advise(e, graph, around(e.text(), "stamp", fmt::format("{}", fmt::join(targets_, " "))));
      throw;
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  }

  // One for each row that comes, and for each that goes and is no longer applied: what is below
  // a row that comes still is.
  static std::vector<log_entry> entries(context& in, const change& of) {
    const graph::revision_graph& graph = in.versions().graph();
    const graph::rows rows = graph::read_rows(graph, of.after);
    const graph::node_set applied = ancestors(graph, rows.known, graph::edges::needs);
    const log_origin origin = in.origin();
    std::vector<log_entry> result;
    for (const std::string& id : of.removed()) {
      const auto found = graph.find(id);
      if (found && applied.contains(*found)) continue;
      result.push_back({.revision = id,
                        .direction = "stamp",
                        .result = "done",
                        .note = "removed",
                        .origin = origin});
    }
    for (const std::string& id : of.added()) {
      result.push_back({.revision = id,
                        .direction = "stamp",
                        .result = "done",
                        .source_hash = in.versions().source_hash(*graph.find(id)),
                        .origin = origin,
                        .parents = logged_parents(graph, *graph.find(id))});
    }
    return result;
  }

  static void write(context& in, const change& rows, run_lock& lock) {
    in.table().ensure();
    in.log().ensure();
    in.database().begin();
    try {
      in.table().apply(rows.removed(), rows.added());
      for (const log_entry& entry : entries(in, rows)) in.log().append(entry);
      lock.check(in.database());
      in.database().commit();
    } catch (...) {
      in.database().rollback();
      throw;
    }
  }

  int print_sql(context& in) {
    offline_.take_range(targets_.front());
    const script_start start = find_start(in, offline_, "stamp");
    const std::vector<std::string> after = rows_after(in, start.rows);
    const graph::revision_graph& graph = in.versions().graph();
    const graph::rows at = graph::read_rows(graph, after);
    const std::vector<std::string> no_rows;
    const script_transaction stamp{.revision = {},
                                   .rows = start.found,
                                   .removed = difference(start.found, purge_ ? start.found : after),
                                   .added = difference(after, purge_ ? no_rows : start.found),
                                   .parents = logged_parents(graph, at.known),
                                   .purges = purge_};
    std::string sql;
    if (!purge_ && stamp.removed.empty() && stamp.added.empty()) {
      in.out().note(fmt::format("nothing to do from {}", listed(start.found)));
    } else {
      const std::unique_ptr<script_format> format = shell_format(start.table, {});
      sql = stamp_script(
          fmt::format("stamp  {} -> {}", purge_ ? "whatever is there" : listed(start.found),
                      listed(after)),
          stamp, *format);
    }
    print_script(in, sql, {{"current", after}});
    return 0;
  }

  std::vector<std::string> targets_;
  offline_options offline_;
  bool purge_ = false;
};

}  // namespace

std::unique_ptr<command> make_stamp() { return std::make_unique<stamp_command>(); }

}  // namespace revise::tool
