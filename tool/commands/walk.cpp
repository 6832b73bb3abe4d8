#include "commands/walk.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "cli/interrupts.h"
#include "cli/json_text.h"
#include "cli/revision_text.h"
#include "cli/run_report.h"
#include "cli/sql_slip.h"
#include "commands/confirmation.h"
#include "commands/edited.h"
#include "commands/explanation.h"
#include "commands/locked.h"
#include "commands/log_findings.h"
#include "commands/movable.h"
#include "commands/not_before.h"
#include "commands/unknown_row.h"
#include "commands/unrun.h"
#include "dialect/traits.h"
#include "engine/run.h"
#include "review/plan_check.h"
#include "script/idempotent_format.h"
#include "script/script.h"

namespace revise::tool {

namespace {

const std::vector<unrun_revision> no_unrun;

// A script need not be for the database that is configured.
may_move movable_for(context& in, const walk_request& request, const graph::rows& rows) {
  return request.offline.sql ? movable(in) : movable(in, rows);
}

// `log` as waiting_in takes it.
patient_plan make_plan(context& in, const graph::revision_graph& graph, const graph::rows& rows,
                       const walk_request& request, const log_table* log) {
  const bool is_upgrade = request.way == graph::direction::upgrade;
  graph::plan whole;
  try {
    whole = is_upgrade ? graph::plan_upgrade(graph, rows, request.target)
                       : graph::plan_downgrade(graph, rows, request.target);
  } catch (graph::target_error& e) {
    const bool has_choice = e.kind() == graph::target_problem::multiple_heads;
    advise(e, graph, name_of(request.way),
           has_choice ? movable_for(in, request, rows) : may_move());
    if (!request.offline.sql) tell_unknown_row(in, e);
    throw;
  }
  if (!is_upgrade) return {.plan = std::move(whole), .waiting = {}, .ignored = {}};
  return without_waiting(in, whole, rows, request.target, request.ignored_waits, log);
}

// The same for --unrun.
patient_plan make_unrun_plan(context& in, const graph::rows& rows, const walk_request& request,
                             const log_findings& logged, const log_table* log) {
  const graph::plan whole = plan_unrun(in.versions().graph(), rows, request.unrun, logged.unrun);
  return without_waiting(in, whole, rows, request.target, request.ignored_waits, log);
}

// What is to be done, by what the database says now.
struct found_plan {
  std::vector<std::string> found;  ///< the rows as they are
  graph::rows at;
  patient_plan patient;
  std::vector<std::string> rows;  ///< those that the plan starts from
  log_findings logged;            ///< of what is applied before it
};

// The log is read again only where the rows are not those of `before`, or nothing would be lost.
found_plan find_plan(context& in, const walk_request& request, const found_plan* before = nullptr) {
  const graph::revision_graph& graph = in.versions().graph();
  const stats::phase planning = in.times().measure("plan");
  found_plan now{.found = in.found_rows(), .at = {}, .patient = {}, .rows = {}, .logged = {}};
  now.at = in.rows(now.found);
  const log_table* const log = in.has_database_file() ? &in.log() : nullptr;
  const bool is_known = before != nullptr && before->found == now.found && request.unrun.empty();
  const auto look = [&] {
    now.logged = is_known ? before->logged : look_at_log(in, now.found, now.at, request.strict);
  };
  if (request.unrun.empty()) {
    now.patient = make_plan(in, graph, now.at, request, log);
    look();
  } else {
    look();
    now.patient = make_unrun_plan(in, now.at, request, now.logged, log);
  }
  now.rows = graph::ids_of(graph, now.patient.plan.start);
  return now;
}

// With --json it is a run of which no step began.
[[noreturn]] void refuse(context& in, const walk_request& request, const found_plan& now,
                         const error& why) {
  const graph::revision_graph& graph = in.versions().graph();
  const error told(why.what(), in.out().in_words(why.advised()));
  run_result nothing;
  for (const graph::step& step : now.patient.plan.steps) nothing.steps.push_back({.step = step});
  nothing.rows = now.rows;
  partial_failure refused(told.what(), told.hint(), why.problems(), nothing);
  if (in.out().is_json()) {
    json document = run_json(graph, nothing, &refused);
    if (request.plan_only) {
      document = plan_json(graph, now.rows, request.target, now.patient.plan);
      document["error"] = error_json(refused);
    }
    add_unrun(document, graph, now.logged.unrun);
    in.out().data(text_of(document));
  }
  throw partial_failure(refused);
}

// What the log says of the revisions that the plan builds on: throws where a step would build on
// one that is not there. --unrun is what settles that.
void judge_log(context& in, const walk_request& request, const found_plan& now) {
  tell_edited(in, now.logged.edited, request.strict);
  if (!request.unrun.empty()) return;
  const std::vector<unrun_revision> certain = now.logged.certain();
  const std::vector<unrun_revision> likely = now.logged.likely();
  if (!certain.empty()) refuse(in, request, now, unrun_error(in, certain));
  if (request.strict && !likely.empty()) refuse(in, request, now, unrun_error(in, likely));
  warn_of_unrun(in, likely);
}

std::string where(const std::vector<std::string>& rows) {
  return rows.empty() ? "no revision is applied"
                      : fmt::format("the database is at {}", fmt::join(rows, ", "));
}

int print_plan(context& in, const walk_request& request, const found_plan& now) {
  const graph::revision_graph& graph = in.versions().graph();
  const auto& [found, at, patient, rows, logged] = now;
  const graph::plan& plan = patient.plan;
  if (in.out().is_json()) {
    tell_waiting(in, patient.waiting);
    json document = plan_json(graph, rows, request.target, plan);
    add_waiting(document, graph, patient.waiting);
    add_unrun(document, graph, logged.unrun);
    in.out().data(text_of(document));
    return 0;
  }
  for (const graph::step& step : plan.steps) in.out().data(step_line(graph, step));
  if (plan.steps.empty()) in.out().note(fmt::format("nothing to do: {}", where(rows)));
  tell_waiting(in, patient.waiting);
  return 0;
}

// Before anything is locked: a person thinks for as long as it takes.
void confirm(context& in, const walk_request& request, const graph::plan& plan,
             recorded_plan& recorded) {
  if (request.way == graph::direction::upgrade || request.yes) return;
  const stats::phase asking = in.times().measure("confirmation");
  if (is_confirmed(in, plan, recorded)) return;
  throw error("not confirmed; nothing was changed", "--yes answers the question");
}

std::unique_ptr<script_format> format_of(context& in, const walk_request& request,
                                         const script_start& start, const graph::plan& plan) {
  if (!request.offline.idempotent) return shell_format(start.table, request.limits.limits(in));
  return idempotent_psql_format(in.versions().graph(), plan, request.way, start.table,
                                request.limits.limits(in));
}

// Of a database that is asked, its log is, too.
patient_plan make_script_plan(context& in, const walk_request& request, const script_start& start) {
  if (!start.is_asked) {
    if (!request.unrun.empty()) {
      throw error("only the database's log knows what never ran there, and it was not asked",
                  fmt::format("revise upgrade {} --unrun", request.target));
    }
    return make_plan(in, in.versions().graph(), start.rows, request, nullptr);
  }
  const log_findings logged = look_at_log(in, start.found, start.rows);
  if (!request.unrun.empty()) return make_unrun_plan(in, start.rows, request, logged, &in.log());
  const patient_plan made = make_plan(in, in.versions().graph(), start.rows, request, &in.log());
  if (const auto certain = logged.certain(); !certain.empty()) throw unrun_error(in, certain);
  warn_of_unrun(in, logged.likely());
  return made;
}

std::string start_text(const std::vector<std::string>& rows) {
  return rows.empty() ? std::string("<base>") : fmt::format("{}", fmt::join(rows, ", "));
}

std::string script_title(const walk_request& request, const script_start& start,
                         const std::vector<std::string>& rows) {
  const database_kind kind = start.table.sql.kind();
  return fmt::format("{} from {} to {}, for {}{}\n{}", name_of(request.way), start_text(rows),
                     request.target, name_of(kind),
                     request.offline.idempotent ? " at any revision of these" : "",
                     traits_of(kind).shell_call);
}

recorded_plan recorded_for(context& in, database_kind kind) {
  return {in.versions(),
          kind,
          in.arguments(),
          {.before =
               [&in](const graph::step& step) {
                 in.expect_crash(crash_message(in.versions(), step), check_crash_hint);
               },
           .after = [&in] { in.guard().rest(); }}};
}

// Before anything is shown or asked: what can be known to be wrong with the plan.
void check(context& in, const walk_request& request, const graph::plan& plan,
           recorded_plan& recorded) {
  const stats::phase planning = in.times().measure("plan");
  check_plan(recorded, plan, request.single_transaction);
  for (const graph::node n : empty_downgrades(recorded, plan)) {
    in.out().warning(
        fmt::format("revision '{}' has an empty downgrade: nothing of its upgrade is taken back",
                    in.versions().graph().at(n).id));
  }
}

}  // namespace

void check_request(const walk_request& request) {
  request.offline.check({request.target}, name_of(request.way));
  request.limits.check(name_of(request.way));
  if (request.single_transaction && request.offline.idempotent) {
    throw usage_error("--single-transaction and --idempotent exclude each other",
                      fmt::format("revise {} --help", name_of(request.way)));
  }
  if (request.plan_only && request.offline.sql) {
    throw usage_error("--plan and --sql exclude each other",
                      fmt::format("revise {} --help", name_of(request.way)));
  }
  if (!request.unrun.empty() && request.offline.idempotent) {
    throw usage_error("--unrun and --idempotent exclude each other",
                      fmt::format("revise {} --help", name_of(request.way)));
  }
  if (request.strict && request.offline.sql) {
    throw usage_error("--strict and --sql exclude each other",
                      fmt::format("revise {} --help", name_of(request.way)));
  }
}

int walk(context& in, const walk_request& request) {
  const argument_map arguments = in.arguments();
  const graph::revision_graph& graph = in.versions().graph();
  found_plan now = find_plan(in, request);
  const auto& [found, at, patient, rows, logged] = now;
  const graph::plan& plan = now.patient.plan;
  recorded_plan recorded = recorded_for(in, in.url().kind);
  judge_log(in, request, now);
  check(in, request, plan, recorded);
  if (request.plan_only) {
    explain(in, plan);
    return print_plan(in, request, now);
  }
  confirm(in, request, plan, recorded);
  std::unique_ptr<run_lock> lock;
  if (!plan.steps.empty()) {
    lock = take_lock(in, fmt::format("{} {}", name_of(request.way), request.target));
    // Another one may have done it all meanwhile, or a part.
    found_plan under_lock = find_plan(in, request, &now);
    if (under_lock.found != found) {
      judge_log(in, request, under_lock);
      check(in, request, under_lock.patient.plan, recorded);
      confirm(in, request, under_lock.patient.plan, recorded);
    }
    now = std::move(under_lock);
  }
  explain(in, plan);
  const auto print_run = [&](const run_result& result, const error* failed) {
    if (!in.out().is_json()) return;
    json document = run_json(graph, result, failed);
    add_waiting(document, graph, now.patient.waiting);
    add_unrun(document, graph, request.unrun.empty() ? now.logged.unrun : no_unrun);
    in.out().data(text_of(document));
  };
  if (plan.steps.empty()) {
    in.out().note(fmt::format("nothing to do: {}", where(rows)));
    run_result nothing;
    nothing.rows = rows;
    tell_waiting(in, patient.waiting);
    print_run(nothing, nullptr);
    return 0;
  }
  const stats::phase running = in.times().measure("around the steps");
  run_report report(in.out(), in.versions(), in.guard(), in.times());
  in.set_run_report(&report);
  try {
    const run_settings settings{
        .superfluous_rows = graph::superfluous_rows(graph, found, at),
        .arguments = arguments,
        .limits = request.limits.limits(in),
        .single_transaction = request.single_transaction,
        .retries = {.most = in.config().lock_retries},
        .is_interrupted = is_interrupted,
        .before_commit = [&lock](connection& database) { lock->check(database); },
        .origin = in.origin(),
        .notes = notes_of(patient),
        .reconnect = [&in] { return connect(in.url()); },
        .log = &in.log()};
    const cancellable_run cancellable(in.database());
    const run_result result =
        revise::run(in.versions(), plan, settings, in.database(), in.table(), report);
    note_what_ran(now.patient.waiting, graph, in.database(), in.table());
    tell_waiting(in, patient.waiting);
    print_run(result, nullptr);
  } catch (partial_failure& e) {
    e.set_hint(in.out().in_words(e.advised()));
    print_run(e.result(), &e);
    std::vector<std::string> problems = e.problems();
    for (std::string& line : state_lines(graph, e.result())) problems.push_back(std::move(line));
    in.set_run_report(nullptr);
    const std::string hint = e.hint().empty() ? sql_slip_hint(e.what()) : e.hint();
    throw partial_failure(e.what(), hint, std::move(problems), e.result(), e.exit_code());
  }
  in.set_run_report(nullptr);
  return 0;
}

int print_walk_script(context& in, walk_request request) {
  request.offline.take_range(request.target);
  const graph::revision_graph& graph = in.versions().graph();
  const script_start start = find_start(in, request.offline, name_of(request.way));
  const patient_plan patient = make_script_plan(in, request, start);
  const graph::plan& plan = patient.plan;
  const std::vector<std::string> rows = graph::ids_of(graph, plan.start);
  recorded_plan recorded = recorded_for(in, start.table.sql.kind());
  check(in, request, plan, recorded);
  explain(in, plan);
  const stats::phase writing = in.times().measure("script");
  shadow_database shadow([&](connection& database) { fill_shadow(in, start, database); });
  const bool has_shadow = !traits_of(start.table.sql.kind()).plain_alter;
  const script_settings settings{
      .kind = start.table.sql.kind(),
      .title = script_title(request, start, rows),
      .title_of =
          [&](const graph::step& step) {
            return fmt::format("{}\n{}", step_line(graph, step),
                               in.project_path(graph.at(step.revision).path));
          },
      .rows = start.found,
      .superfluous_rows = graph::superfluous_rows(graph, start.found, start.rows),
      .arguments = in.arguments(),
      .notes = notes_of(patient),
      .single_transaction = request.single_transaction,
      .shadow = has_shadow ? &shadow : nullptr,
      .before_step =
          [&](const graph::step& step) {
            in.expect_crash(crash_message(in.versions(), step), step_crash_hint);
          },
      .remark = [&](const std::string& said) { in.out().warning(shown_paths(said)); }};
  const std::string sql =
      script(in.versions(), plan, settings, *format_of(in, request, start, plan));
  in.guard().rest();
  if (plan.steps.empty()) {
    in.out().note(fmt::format("nothing to do from {}", start_text(rows)));
  }
  tell_waiting(in, patient.waiting);
  json document = plan_json(graph, rows, request.target, plan);
  add_waiting(document, graph, patient.waiting);
  print_script(in, sql, document);
  return 0;
}

}  // namespace revise::tool
