#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "cli/json_text.h"
#include "cli/outcome.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "commands/offline.h"
#include "engine/stamp.h"
#include "review/unrun.h"
#include "script/script.h"

namespace revise::tool {

namespace {

std::string listed(const std::vector<std::string>& rows) {
  if (rows.empty()) return "<base>";
  return printable_on_one_line(fmt::format("{}", fmt::join(rows, ", ")));
}

// Calls `function`, and adds to its error the command to type.
template <class Function>
auto with_advice(context& in, const std::vector<std::string>& targets, Function&& function) {
  try {
    return function();
  } catch (graph::target_error& e) {
    const std::string typed = fmt::format("{}", fmt::join(targets, " "));
    advise(e, in.versions().graph(), around(e.text(), "stamp", typed));
    if (e.kind() == graph::target_problem::overlaps) {
      e.set_hint("revise stamp --purge " + typed);  // replaces the rows instead of moving them
    }
    throw;
  }
}

class stamp_command final : public command {
 public:
  void declare(option_set& options) override {
    options.arguments("TARGET", targets_, "a revision: head, heads, base, an id, a label");
    options.flag("--purge", purge_, "first delete all rows of the version table");
    offline_.declare(options);
  }

  void check() const override { offline_.check(targets_, "stamp"); }

  needs needed(needs usual) const override { return offline_.sql ? needs::versions : usual; }

  outcome run(context& in) override {
    if (offline_.sql) return script(in);
    const stamp_change change = with_advice(
        in, targets_, [&] { return stamp(in.versions(), in.versioned(), request_for(in)); });
    if (change.is_empty()) {
      in.out().note(fmt::format("nothing to do: the database is at {}", listed(change.before)));
    } else {
      in.out().note(fmt::format("stamp  {} -> {}", listed(change.before), listed(change.after)));
    }
    return answer(in.out(), [&] { return json{{"current", change.after}}; });
  }

 private:
  stamp_request request_for(context& in) const {
    return {.targets = targets_,
            .purge = purge_,
            .origin = in.origin(),
            .lock = in.lock(),
            .rows_read = [&in](const std::vector<std::string>& found, const graph::rows& at) {
              in.warn_of_superfluous(found, at);
            }};
  }

  outcome script(context& in) {
    offline_.take_range(targets_.front());
    const script_start start = find_start(in, offline_, "stamp");
    const std::vector<std::string> after = with_advice(in, targets_, [&] {
      return rows_after_stamp(in.versions(), start.rows, {.targets = targets_, .purge = purge_});
    });
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
      sql = stamp_script(fmt::format("stamp  {} -> {}",
                                     purge_ ? "any revision" : listed(start.found), listed(after)),
                         stamp, *format);
    }
    return script_outcome(in, std::move(sql), [&] { return json{{"current", after}}; });
  }

  std::vector<std::string> targets_;
  offline_options offline_;
  bool purge_ = false;
};

}  // namespace

std::unique_ptr<command> make_stamp() { return std::make_unique<stamp_command>(); }

}  // namespace revise::tool
