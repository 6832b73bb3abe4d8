#include "commands/walk.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "cli/advice.h"
#include "cli/interrupts.h"
#include "cli/json_text.h"
#include "cli/revision_text.h"
#include "cli/run_report.h"
#include "cli/sql_slip.h"
#include "commands/confirmation.h"
#include "commands/edited.h"
#include "commands/explanation.h"
#include "commands/log_findings.h"
#include "commands/movable.h"
#include "commands/not_before.h"
#include "commands/unknown_row.h"
#include "commands/unrun.h"
#include "dialect/traits.h"
#include "engine/walk.h"
#include "review/plan_check.h"
#include "script/idempotent_format.h"
#include "script/script.h"

namespace revise::tool {

namespace {

const std::vector<unrun_revision> no_unrun;

// Shows on the terminal what a walk reports, and asks its questions there.
class walk_terminal final : public walk_hooks {
 public:
  walk_terminal(context& in, const walk_options& options) : in_(in), options_(options) {}
  ~walk_terminal() override { in_.set_run_report(nullptr); }

  run_observer& observer() override {
    report_.emplace(in_.out(), in_.versions(), in_.guard(), in_.times());
    in_.set_run_report(&*report_);
    return *report_;
  }

  void rows_read(const found_plan& now) override { in_.warn_of_superfluous(now.found, now.at); }

  void edited(const std::vector<graph::node>& revisions) override {
    report_edited(in_, revisions, options_.strict);
  }

  void likely_unrun(const std::vector<unrun_revision>& unrun) override {
    if (options_.strict) throw never_ran_error(in_.versions().graph(), unrun);
    warn_of_unrun(in_, unrun);
  }

  void empty_downgrade(graph::node revision) override {
    in_.out().warning(empty_downgrade_text(in_.versions().graph(), revision));
  }

  bool asks() const override {
    if (options_.way == graph::direction::upgrade || options_.yes) return false;
    const stats::phase asking = in_.times().measure("confirmation");
    return has_terminal();
  }

  void confirm(const graph::plan& plan, recorded_plan& recorded) override {
    if (is_confirmed(in_, plan, recorded)) return;
    throw error("not confirmed; nothing was changed", "--yes answers the question");
  }

  void explain(const graph::plan& plan) override { tool::explain(in_, plan); }

 private:
  context& in_;
  const walk_options& options_;
  std::optional<run_report> report_;
};

call_hooks crash_hooks(context& in) {
  return {.before =
              [&in](const graph::step& step) {
                in.expect_crash(crash_message(in.versions(), step), check_crash_hint);
              },
          .after = [&in] { in.guard().rest(); }};
}

walk_request request_for(context& in, const walk_options& options) {
  walk_request request{.way = options.way,
                       .target = options.target,
                       .ignored_waits = ignored_waits(in, options.ignored_waits),
                       .ignored_note = ignored_note,
                       .must_read_log = options.strict,
                       .lock = in.lock()};
  request.settings.arguments = in.arguments();
  request.settings.limits = options.limits.limits(in);
  request.settings.single_transaction = options.single_transaction;
  request.settings.retries = {.most = in.config().lock_retries};
  request.settings.is_interrupted = is_interrupted;
  request.settings.origin = in.origin();
  request.settings.reconnect = [&in] { return connect(in.url()); };
  if (!options.unrun.empty()) {
    request.make_plan = [&in, &options](const graph::rows& at, const log_findings& logged) {
      return plan_unrun(in.versions().graph(), at, options.unrun, logged.unrun);
    };
  }
  return request;
}

// Calls `plan`, and adds to its error the command to type. `at` are the rows found so far.
template <class Function>
auto advised(context& in, const walk_options& options, const graph::rows& at, Function&& plan) {
  try {
    return plan();
  } catch (graph::target_error& e) {
    if (!options.unrun.empty()) throw;  // plan_unrun has added it
    may_move movable_ones;
    if (e.kind() == graph::target_problem::multiple_heads) {
      // A script may be for a database other than the configured one.
      movable_ones = options.offline.sql ? movable(in) : movable(in, at);
    }
    advise(e, in.versions().graph(), name_of(options.way), movable_ones);
    if (!options.offline.sql) report_unknown_row(in, e);
    throw;
  } catch (waiting_error& e) {
    advise(e);
    throw;
  }
}

std::string start_text(const std::vector<std::string>& rows) {
  return rows.empty() ? std::string("<base>") : fmt::format("{}", fmt::join(rows, ", "));
}

std::string where(const std::vector<std::string>& rows) {
  return fmt::format("the database is at {}", start_text(rows));
}

// The outcome for a plan that must not run. With --json it is a run of which no step began.
outcome refused_outcome(context& in, const walk_options& options, const found_plan& now,
                        const error& why) {
  error shown(why.what(), in.out().in_words(why.advised()));
  shown.set_problems(why.problems());
  outcome result = answer(in.out(), [&] {
    const graph::revision_graph& graph = in.versions().graph();
    run_result nothing;
    for (const graph::step& step : now.plan().steps) nothing.steps.push_back({.step = step});
    nothing.rows = graph::ids_of(graph, now.plan().start);
    json document = run_json(graph, nothing, &shown);
    if (options.plan_only) {
      document = plan_json(graph, nothing.rows, options.target, now.plan());
      document["error"] = error_json(shown);
    }
    add_unrun(document, graph, now.logged.unrun);
    return document;
  });
  result.fail(std::move(shown));
  return result;
}

outcome plan_outcome(context& in, const walk_options& options, const found_plan& now) {
  const graph::revision_graph& graph = in.versions().graph();
  const graph::plan& plan = now.plan();
  const std::vector<std::string> rows = graph::ids_of(graph, plan.start);
  const auto document = [&] {
    report_waiting(in, now.due.waiting);
    json whole = plan_json(graph, rows, options.target, plan);
    add_waiting(whole, graph, now.due.waiting);
    add_unrun(whole, graph, now.logged.unrun);
    return whole;
  };
  const auto lines = [&] {
    std::vector<std::string> steps;
    steps.reserve(plan.steps.size());
    for (const graph::step& step : plan.steps) steps.push_back(step_line(graph, step));
    return steps;
  };
  outcome result = answer(in.out(), document, lines);
  if (result.document) return result;
  if (plan.steps.empty()) result.note(fmt::format("nothing to do: {}", where(rows)));
  for (std::string& line : waiting_lines(graph, now.due.waiting)) result.note(std::move(line));
  return result;
}

outcome run_outcome(context& in, const walk_options& options, const found_plan& now,
                    const run_result& run, const error* failed) {
  return answer(in.out(), [&] {
    const graph::revision_graph& graph = in.versions().graph();
    json document = run_json(graph, run, failed);
    add_waiting(document, graph, now.due.waiting);
    add_unrun(document, graph, options.unrun.empty() ? now.logged.unrun : no_unrun);
    return document;
  });
}

outcome failed_outcome(context& in, const walk_options& options, const found_plan& now,
                       partial_failure& e) {
  e.set_hint(in.out().in_words(e.advised()));
  if (e.hint().empty()) e.set_hint(sql_slip_hint(e.what()));
  outcome result = run_outcome(in, options, now, e.result(), &e);
  std::vector<std::string> problems = e.problems();
  for (std::string& line : state_lines(in.versions().graph(), e.result())) {
    problems.push_back(std::move(line));
  }
  e.set_problems(std::move(problems));
  result.fail(e);
  return result;
}

outcome run_or_look(context& in, const walk_options& options, walk& walking) {
  const found_plan& now = walking.found();
  try {
    if (options.plan_only) {
      walking.look();
      explain(in, now.plan());
      return plan_outcome(in, options, now);
    }
    const run_result result = walking.run();
    if (result.steps.empty()) in.out().note(fmt::format("nothing to do: {}", where(result.rows)));
    report_waiting(in, now.due.waiting);
    return run_outcome(in, options, now, result, nullptr);
  } catch (const never_ran_error& e) {
    return refused_outcome(in, options, now, unrun_error(in, e.revisions()));
  } catch (partial_failure& e) {
    return failed_outcome(in, options, now, e);
  }
}

std::unique_ptr<script_format> format_of(context& in, const walk_options& options,
                                         const script_start& start, const graph::plan& plan) {
  if (!options.offline.idempotent) return shell_format(start.table, options.limits.limits(in));
  return idempotent_psql_format(in.versions().graph(), plan, options.way, start.table,
                                options.limits.limits(in));
}

// Reads the log as well if the script's start was read from the database.
due_plan make_script_plan(context& in, const walk_options& options, const walk_request& request,
                          const script_start& start) {
  const bool is_unrun = !options.unrun.empty();
  if (!start.is_asked) {
    if (is_unrun) {
      throw error(
          "only the database's log says which revisions never ran there, and it was not read",
          fmt::format("revise upgrade {} --unrun", options.target));
    }
    return make_plan(in.versions(), request, start.rows, {}, nullptr);
  }
  const log_findings logged = look_at_log(in, start.found, start.rows);
  due_plan made = make_plan(in.versions(), request, start.rows, logged, &in.log());
  if (is_unrun) return made;
  if (const auto certain = logged.certain(); !certain.empty()) throw unrun_error(in, certain);
  warn_of_unrun(in, logged.likely());
  return made;
}

void check_script_plan(context& in, const walk_options& options, const graph::plan& plan,
                       database_kind kind) {
  const stats::phase planning = in.times().measure("plan");
  recorded_plan recorded(in.versions(), kind, in.arguments(), crash_hooks(in));
  check_plan(recorded, plan, options.single_transaction);
  for (const graph::node n : empty_downgrades(recorded, plan)) {
    in.out().warning(empty_downgrade_text(in.versions().graph(), n));
  }
}

std::string script_title(const walk_options& options, const script_start& start,
                         const std::vector<std::string>& rows) {
  const database_kind kind = start.table.sql.kind();
  return fmt::format("{} from {} to {}, for {}{}\n{}", name_of(options.way), start_text(rows),
                     options.target, name_of(kind),
                     options.offline.idempotent ? ", at any of these revisions" : "",
                     traits_of(kind).shell_call);
}

}  // namespace

void check_request(const walk_options& options) {
  options.offline.check({options.target}, name_of(options.way));
  options.limits.check(name_of(options.way));
  if (options.single_transaction && options.offline.idempotent) {
    throw usage_error("--single-transaction and --idempotent exclude each other",
                      fmt::format("revise {} --help", name_of(options.way)));
  }
  if (options.plan_only && options.offline.sql) {
    throw usage_error("--plan and --sql exclude each other",
                      fmt::format("revise {} --help", name_of(options.way)));
  }
  if (!options.unrun.empty() && options.offline.idempotent) {
    throw usage_error("--unrun and --idempotent exclude each other",
                      fmt::format("revise {} --help", name_of(options.way)));
  }
  if (options.strict && options.offline.sql) {
    throw usage_error("--strict and --sql exclude each other",
                      fmt::format("revise {} --help", name_of(options.way)));
  }
}

outcome run_walk(context& in, const walk_options& options) {
  walk_terminal terminal(in, options);
  walk walking(in.versions(), in.versioned(), request_for(in, options), terminal, crash_hooks(in));
  return advised(in, options, walking.found().at,
                 [&] { return run_or_look(in, options, walking); });
}

outcome walk_script(context& in, walk_options options) {
  options.offline.take_range(options.target);
  const graph::revision_graph& graph = in.versions().graph();
  const script_start start = find_start(in, options.offline, name_of(options.way));
  const walk_request request = request_for(in, options);
  const due_plan due = advised(in, options, start.rows,
                               [&] { return make_script_plan(in, options, request, start); });
  const graph::plan& plan = due.plan;
  const std::vector<std::string> rows = graph::ids_of(graph, plan.start);
  check_script_plan(in, options, plan, start.table.sql.kind());
  explain(in, plan);
  const stats::phase writing = in.times().measure("script");
  shadow_database shadow([&](connection& database) { fill_shadow(in, start, database); });
  const bool has_shadow = !traits_of(start.table.sql.kind()).plain_alter;
  const script_settings settings{
      .kind = start.table.sql.kind(),
      .title = script_title(options, start, rows),
      .title_of =
          [&](const graph::step& step) {
            return fmt::format("{}\n{}", step_line(graph, step),
                               in.project_path(graph.at(step.revision).path));
          },
      .rows = start.found,
      .superfluous_rows = graph::superfluous_rows(graph, start.found, start.rows),
      .arguments = in.arguments(),
      .notes = notes_of(due, ignored_note),
      .single_transaction = options.single_transaction,
      .shadow = has_shadow ? &shadow : nullptr,
      .before_step =
          [&](const graph::step& step) {
            in.expect_crash(crash_message(in.versions(), step), step_crash_hint);
          },
      .remark = [&](const std::string& said) { in.out().warning(shown_paths(said)); }};
  std::string sql = script(in.versions(), plan, settings, *format_of(in, options, start, plan));
  in.guard().rest();
  if (plan.steps.empty()) {
    in.out().note(fmt::format("nothing to do from {}", start_text(rows)));
  }
  report_waiting(in, due.waiting);
  return script_outcome(in, std::move(sql), [&] {
    json document = plan_json(graph, rows, options.target, plan);
    add_waiting(document, graph, due.waiting);
    return document;
  });
}

}  // namespace revise::tool
