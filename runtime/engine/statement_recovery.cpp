#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "database/sql_error.h"
#include "engine/catalog_facts.h"
#include "engine/session_limits.h"
#include "engine/statement_journal.h"
#include "sql/sql_scanner.h"
#include "util/interruptible_sleep.h"

// What the catalog shows about a statement that failed or was cut off, and how its effect is
// repaired.

namespace revise {

namespace {

using effect_kind = statement_effect::kind;
using fact_kind = catalog_fact::kind;

// How often we check whether another process is still at work.
constexpr std::chrono::milliseconds between_looks{100};

bool is_drop(const std::string& sql) {
  const auto first = sql_scanner(sql, database_kind::postgresql).next();
  return first && first->is("drop");
}

void add_problem(error& e, std::string line) {
  std::vector<std::string> problems = e.problems();
  problems.push_back(std::move(line));
  e.set_problems(std::move(problems));
}

}  // namespace

// Whether the statement of an entry was done, according to the catalog. An effect that is half done
// is repaired first.
bool statement_journal::is_done(const journal_entry& before) {
  if (before.state == statement_state::done) return true;
  if (!traits_.traceable_statements) return false;
  const statement_effect effect = effect_of(before.statement);
  wait_for_process(effect);
  const catalog_fact fact = fact_of(context_.database, effect);
  if (fact.what == fact_kind::half) {
    repair(effect, fact);
    if (effect.what != effect_kind::partition_detached) return false;
  } else if (before.state == statement_state::failed || fact.what == fact_kind::not_done) {
    return false;
  } else if (fact.what == fact_kind::unknown) {
    refuse_unknown(before);
  }
  write_alone({.position = before.position, .text = before.statement}, statement_state::done);
  return true;
}

// Whether the effect of an entry's statement has since been removed. An effect that a later
// statement of this revision removed does not count.
bool statement_journal::is_gone(const journal_entry& before) {
  if (!traits_.traceable_statements) return false;
  const statement_effect effect = effect_of(before.statement);
  const bool is_index = effect.what == effect_kind::index_created;
  if (!is_index && effect.what != effect_kind::constraint_validated) return false;
  for (auto later = before_.upper_bound(before.position); later != before_.end(); ++later) {
    const std::string& sql = later->second.statement;
    if (names(sql, effect.name) || (is_drop(sql) && names(sql, effect.table))) return false;
  }
  const catalog_fact fact = fact_of(context_.database, effect);
  if (fact.what == fact_kind::half) {
    wait_for_process(effect);
    repair(effect, fact);
    return true;
  }
  if (fact.what != fact_kind::not_done) return false;
  remark(is_index
             ? fmt::format("index '{}' no longer exists: building it again", effect.name)
             : fmt::format("constraint '{}' is not validated: validating it again", effect.name));
  return true;
}

void statement_journal::repair(const statement_effect& effect, const catalog_fact& fact) {
  const session_limits limits(context_.database, limits_alone(true));
  for (std::size_t i = 0; i < fact.repair.size(); ++i) {
    check_lock();
    context_.database.execute(fact.repair[i]);
    remark(
        effect.what == effect_kind::partition_detached
            ? fmt::format("partition '{}' was half detached: detached it completely", fact.left[i])
            : fmt::format("index '{}' was left invalid: dropped it{}", fact.left[i],
                          effect.what == effect_kind::index_created ? ", building it again" : ""));
  }
}

void statement_journal::wait_for_process(const statement_effect& effect) {
  bool is_reported = false;
  while (const std::optional<std::string> pid = process_at(context_.database, effect)) {
    if (!is_reported)
      remark(fmt::format("waiting for process {}, which is still building an index", *pid));
    is_reported = true;
    if (!sleep_unless(between_looks, context_.is_interrupted)) throw error("interrupted");
  }
}

void statement_journal::send_alone(const statement_effect& effect,
                                   const std::function<void()>& send) {
  const session_limits limits(context_.database, limits_alone(effect.is_concurrent()));
  send();
  if (effect.what != effect_kind::index_created) return;
  // `if not exists` accepts any index of that name, even an invalid one.
  const catalog_fact fact = fact_of(context_.database, effect);
  if (fact.what != fact_kind::half) return;
  repair(effect, fact);
  send();
}

// Adds to `e` what the statement left half done. An error in looking it up must not hide `e`.
void statement_journal::report_failure(const place& here, const statement_effect& effect,
                                       error& e) {
  try {
    context_.database.rollback();
    write_alone(here, statement_state::failed);
    report_pooled_limit(e);
    const catalog_fact fact = fact_of(context_.database, effect);
    if (fact.what != fact_kind::half) return;
    for (const std::string& name : fact.left) {
      add_problem(
          e, effect.what == effect_kind::partition_detached
                 ? fmt::format("partition '{}' is half detached: the next run completes the detach",
                               name)
                 : fmt::format("index '{}' is left invalid: the next run drops it", name));
    }
  } catch (const error&) {
    return;
  }
}

}  // namespace revise
