#include "script/script.h"

#include <fmt/format.h>

#include <algorithm>

#include "review/migration_call.h"
#include "review/plan_check.h"
#include "review/unrun.h"
#include "script/script_sink.h"
#include "sql/script_text.h"

namespace revise {

namespace {

[[noreturn]] void refuse(const failure& why) {
  error failed(why.message, why.hint, why.exit_code);
  failed.set_problems(why.problems);
  throw failed;
}

// Writes the operations of the migration to `sink`.
void write(const versions& all, const graph::step& step, const script_settings& settings,
           script_sink& sink) {
  try {
    call_migration(all, step, settings.kind, sink, settings.arguments);
    sink.text();
  } catch (...) {
    refuse(describe(std::current_exception(), all, step, sink.last()));
  }
}

// The SQL of the revision's check. A check that reads data cannot be written.
std::string check(const versions& all, const graph::step& step, const script_settings& settings,
                  const script_format& format) {
  const bool up = step.way == graph::direction::upgrade;
  if (!up || !all.migration(step.revision).verify.is_given()) return {};
  script_sink sink(settings.kind, settings.shadow);
  try {
    call_verify(all, step.revision, settings.kind, sink, settings.arguments);
    const std::string text = sink.text() + (sink.has_raw_sql() ? format.restore() : "");
    if (!all.migration(step.revision).verify.may_write()) {
      return "-- check of this revision\n" + text;
    }
    return "-- check of this revision, rolled back afterwards\nsavepoint revise_check;\n" + text +
           "rollback to savepoint revise_check;\nrelease savepoint revise_check;\n";
  } catch (...) {
    if (!sink.has_read()) {
      refuse(describe_verify(std::current_exception(), all, step.revision, sink.last()));
    }
  }
  if (settings.remark) {
    const std::string place = all.place(sink.last());
    settings.remark(
        fmt::format("{}{}the check of revision '{}' reads data and is not in the "
                    "script",
                    place, place.empty() ? "" : ": ", all.graph().at(step.revision).id));
  }
  return "-- the check of this revision reads data and is not in this script\n";
}

// The statements of the step inside its transaction, or around it if the migration is not
// transactional.
std::string body(const versions& all, const graph::step& step, const script_settings& settings,
                 const script_format& format, script_transaction& transaction) {
  const bool transactional = all.migration(step.revision).transactional;
  script_sink sink(settings.kind, settings.shadow, transactional);
  sink.set_remark(settings.remark);
  if (settings.before_step) settings.before_step(step);
  write(all, step, settings, sink);
  transaction.first = sink.opening();
  transaction.adds_only = transactional && !settings.single_transaction && sink.adds_only() &&
                          !all.migration(step.revision).verify.is_given();
  if (!transaction.first.empty() && !transaction.opens) {
    throw error(fmt::format("revision '{}' has a statement that must come first in its "
                            "transaction, but is not the first revision in the single transaction",
                            transaction.revision),
                remedy::several_transactions);
  }
  // The session is restored directly after the migration, because its settings must not affect
  // revise's own statements.
  const std::string done =
      sink.text() + (sink.has_raw_sql() ? format.restore(transactional) : std::string());
  const std::string checked = check(all, step, settings, format);
  if (transactional) return done + checked;
  return format.leave() + "-- outside a transaction\n" + done + format.reopen(transaction) +
         checked;
}

// The rows of the version table after `transaction`.
std::vector<std::string> rows_after(const script_transaction& transaction) {
  std::vector<std::string> rows;
  for (const std::string& id : transaction.rows) {
    const auto& removed = transaction.removed;
    if (std::find(removed.begin(), removed.end(), id) == removed.end()) rows.push_back(id);
  }
  rows.insert(rows.end(), transaction.added.begin(), transaction.added.end());
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

std::string script(const versions& all, const graph::plan& plan, const script_settings& settings,
                   const script_format& format) {
  if (plan.steps.empty()) return {};
  check_reversible(all, plan);
  if (settings.single_transaction) check_single_transaction(all, plan);
  std::string written = script_comment(settings.title) + format.opening();
  std::vector<std::string> rows = settings.rows;
  for (const graph::step& step : plan.steps) {
    script_transaction transaction{.revision = all.graph().at(step.revision).id,
                                   .way = step.way,
                                   .rows = rows,
                                   .removed = graph::ids_of(all.graph(), step.removed),
                                   .added = graph::ids_of(all.graph(), step.added),
                                   .source_hash = std::string(all.source_hash(step.revision)),
                                   .parents = logged_parents(all.graph(), {&step.revision, 1})};
    if (const auto note = settings.notes.find(step.revision); note != settings.notes.end()) {
      transaction.note = note->second;
    }
    if (settings.single_transaction) {
      transaction.opens = &step == &plan.steps.front();
      transaction.closes = &step == &plan.steps.back();
    }
    if (&step == plan.steps.data()) {
      const std::vector<std::string>& more = settings.superfluous_rows;
      transaction.removed.insert(transaction.removed.end(), more.begin(), more.end());
    }
    written += '\n' + script_comment(settings.title_of(step));
    const std::string done = body(all, step, settings, format, transaction);
    written +=
        format.begin(transaction) + done + format.rows(transaction) + format.end(transaction);
    rows = rows_after(transaction);
  }
  return written + format.closing();
}

std::string stamp_script(const std::string& title, const script_transaction& stamp,
                         const script_format& format) {
  return script_comment(title) + format.opening() + format.begin(stamp) + format.rows(stamp) +
         format.end(stamp) + format.closing();
}

}  // namespace revise
