#include "engine/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "graph/traversal.h"
#include "review/plan_check.h"
#include "review/waiting.h"

namespace revise {

namespace {

graph::plan plan_to_target(const graph::revision_graph& graph, graph::direction way,
                           const graph::rows& at, const graph::parsed_target& target) {
  return way == graph::direction::upgrade ? graph::plan_upgrade(graph, at, target)
                                          : graph::plan_downgrade(graph, at, target);
}

bool has_same_steps(const graph::plan& one, const graph::plan& other) {
  return std::equal(one.steps.begin(), one.steps.end(), other.steps.begin(), other.steps.end(),
                    [](const graph::step& a, const graph::step& b) {
                      return a.revision == b.revision && a.way == b.way;
                    });
}

}  // namespace

due_plan make_plan(const versions& all, const walk_request& request, const graph::rows& at,
                   const log_findings& logged, const log_table* log) {
  std::optional<graph::parsed_target> target;
  if (!request.make_plan) target.emplace(request.target);
  graph::plan whole = target ? plan_to_target(all.graph(), request.way, at, *target)
                             : request.make_plan(at, logged);
  if (request.way == graph::direction::downgrade) {
    return {.plan = std::move(whole), .waiting = {}, .ignored = {}};
  }
  graph::node_set ignored(all.graph());
  for (const graph::node n : request.ignored_waits) ignored.insert(n);
  return without_waiting(all, whole, at, target ? &*target : nullptr, ignored, log);
}

walk::walk(const versions& all, versioned_database& database, walk_request request,
           walk_hooks& hooks, call_hooks calls)
    : all_(all),
      database_(database),
      request_(std::move(request)),
      hooks_(hooks),
      recorded_(all, database.kind(), request_.settings.arguments, std::move(calls)) {}

const found_plan& walk::find() {
  const auto planning = database_.phase(run_phase::plan);
  std::vector<std::string> rows = database_.rows();
  const bool has_changed = is_found_ && rows != found_.found;
  found_ = {.found = std::move(rows)};
  found_.at = graph::read_rows(all_.graph(), found_.found);
  is_found_ = true;
  hooks_.rows_read(found_);
  log_table* const log = database_.exists() ? &database_.log() : nullptr;
  if (has_changed && log != nullptr) log->refresh();  // another run may have created the table
  if (request_.make_plan) read_log();
  found_.due = make_plan(all_, request_, found_.at, found_.logged, log);
  return found_;
}

void walk::read_log() {
  if (!database_.exists() || found_.at.known.empty()) return;
  const auto reading = database_.phase(run_phase::read_log);
  found_.logged =
      look_at_log(all_, found_.found, found_.at, database_.log(), request_.must_read_log);
}

const found_plan& walk::look() {
  find();
  examine();
  warn_of_empty_downgrades();
  return found_;
}

void walk::examine() {
  const auto planning = database_.phase(run_phase::plan);
  if (!request_.make_plan) read_log();
  judge_log();
  check_plan(recorded_, found_.plan(), request_.settings.single_transaction);
}

// Warns once for each revision, even if the plan is made again.
void walk::warn_of_empty_downgrades() {
  const auto planning = database_.phase(run_phase::plan);
  for (const graph::node n : empty_downgrades(recorded_, found_.plan())) {
    if (warned_.insert(n).second) hooks_.empty_downgrade(n);
  }
}

// A step must not build on a revision that never ran. `make_plan` exists to run such revisions.
void walk::judge_log() {
  if (!found_.logged.edited.empty()) hooks_.edited(found_.logged.edited);
  if (request_.make_plan) return;
  if (auto certain = found_.logged.certain(); !certain.empty()) {
    throw never_ran_error(all_.graph(), std::move(certain));
  }
  if (const auto likely = found_.logged.likely(); !likely.empty()) hooks_.likely_unrun(likely);
}

// Another run may have changed the rows before the lock was taken. If a person confirms the plan,
// the lock is then released, and the new plan is examined and confirmed like the first: holding the
// lock during the question would make other runs wait. Without a question, the run continues under
// the lock with the new plan. In that case the downgrades are called, to warn about empty ones,
// only under the lock; so of many runs that start together, one calls them.
std::unique_ptr<run_lock> walk::locked() {
  if (found_.plan().steps.empty()) return nullptr;
  const bool asks = hooks_.asks();
  while (!found_.plan().steps.empty()) {
    if (asks) {
      warn_of_empty_downgrades();
      const auto asking = database_.phase(run_phase::confirmation);
      hooks_.confirm(found_.plan(), recorded_);
    }
    std::unique_ptr<run_lock> lock = take_lock();
    found_plan before = found_;
    find();
    if (before.found == found_.found && has_same_steps(before.plan(), found_.plan())) {
      found_.logged = std::move(before.logged);
    } else {
      if (asks) lock.reset();
      examine();
    }
    if (lock == nullptr) continue;
    warn_of_empty_downgrades();
    return lock;
  }
  return nullptr;
}

std::unique_ptr<run_lock> walk::take_lock() const {
  lock_request wanted = request_.lock;
  wanted.activity = fmt::format("{} {}", name_of(request_.way), request_.target);
  return database_.lock(wanted);
}

run_result walk::run() {
  find();
  examine();
  const std::unique_ptr<run_lock> lock = locked();
  hooks_.explain(found_.plan());
  if (!found_.plan().steps.empty()) return run_steps(*lock);
  run_result nothing;
  nothing.rows = graph::ids_of(all_.graph(), found_.plan().start);
  return nothing;
}

run_result walk::run_steps(run_lock& lock) {
  const auto running = database_.phase(run_phase::run);
  run_settings settings = request_.settings;
  settings.superfluous_rows = graph::superfluous_rows(all_.graph(), found_.found, found_.at);
  settings.before_commit = [&lock](connection& database) { lock.check(database); };
  settings.notes = notes_of(found_.due, request_.ignored_note);
  settings.log = &database_.log();
  run_result result = revise::run(all_, found_.plan(), settings, database_.session(),
                                  database_.table(), hooks_.observer());
  note_what_ran(found_.due.waiting, all_.graph(), database_.session(), database_.table());
  return result;
}

}  // namespace revise
