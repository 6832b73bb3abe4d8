#include "review/plan_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>

#include "dialect/dialect.h"
#include "dialect/may_change.h"
#include "operations/inverse.h"
#include "operations/operation_list.h"
#include "review/migration_call.h"
#include "util/error.h"

namespace revise {

namespace {

std::string in_front(const std::string& place, const std::string& what) {
  return place.empty() ? what : fmt::format("{}: {}", place, what);
}

graph::step upgrade_of(graph::node revision) {
  return {.way = graph::direction::upgrade, .revision = revision, .removed = {}, .added = {}};
}

// Asks the dialect about each operation, and keeps what it refused: a migration may catch it.
class dialect_check final : public operation_sink {
 public:
  explicit dialect_check(database_kind kind) : dialect_(dialect_of(kind)) {}

  void accept(const operation& op, location where) override {
    try {
      dialect_.check(op);
    } catch (const error& e) {
      if (!refused_) {
        refused_ = e;
        refused_at_ = where;
      }
      throw;
    }
  }

  const std::optional<error>& refused() const { return refused_; }
  location refused_at() const { return refused_at_; }

 private:
  const dialect& dialect_;
  std::optional<error> refused_;
  location refused_at_;
};

void check_supported(const versions& all, const graph::step& step, const plan_check& what) {
  dialect_check sink(what.kind);
  if (what.before_call) what.before_call(step);
  try {
    call_migration(all, step, what.kind, sink, what.arguments);
  } catch (...) {
    // What else goes wrong without a database may go well with one.
  }
  if (!sink.refused()) return;
  error refused(
      in_front(all.place(sink.refused_at()), sink.refused()->what()) + "; nothing was changed",
      sink.refused()->hint());
  refused.set_problems(sink.refused()->problems());
  throw refused;
}

// What a way of the revision does to the database; nothing where that is not known without one.
std::optional<std::size_t> changes(const versions& all, graph::node revision, graph::direction way,
                                   const plan_check& what) {
  operation_list called;
  bool is_whole = true;
  try {
    call_migration(all, {.way = way, .revision = revision, .removed = {}, .added = {}}, what.kind,
                   called, what.arguments);
  } catch (...) {
    is_whole = false;
  }
  const auto& operations = called.operations();
  const auto count =
      std::count_if(operations.begin(), operations.end(),
                    [&](const recorded_operation& one) { return may_change(one.what, what.kind); });
  if (count == 0 && !is_whole) return std::nullopt;
  return static_cast<std::size_t>(count);
}

}  // namespace

std::vector<graph::node> empty_downgrades(const versions& all, const graph::plan& plan,
                                          const plan_check& what) {
  std::vector<graph::node> empty;
  for (const graph::step& step : plan.steps) {
    if (what.before_call) what.before_call(step);
    if (changes(all, step.revision, graph::direction::downgrade, what) == 0 &&
        is_downgrade_missing(all, step.revision, what)) {
      empty.push_back(step.revision);
    }
  }
  return empty;
}

bool is_downgrade_missing(const versions& all, graph::node revision, const plan_check& what) {
  const auto& downgrade = all.migration(revision).downgrade;
  if (downgrade.is_irreversible() || downgrade.is_reversed()) return false;
  if (all.graph().is_merge_point(revision)) return false;
  return changes(all, revision, graph::direction::upgrade, what).value_or(0) > 0;
}

void check_reversible(const versions& all, const graph::plan& plan) {
  for (const graph::step& step : plan.steps) {
    const registered& migration = all.migration(step.revision);
    if (step.way == graph::direction::downgrade && migration.downgrade.is_irreversible()) {
      const graph::revision& revision = all.graph().at(step.revision);
      throw error(fmt::format("{}: revision '{}' is irreversible; nothing was changed",
                              all.place(migration.link.where), revision.id),
                  advice(remedy::stop_above, revision.id));
    }
  }
}

void check_single_transaction(const versions& all, const graph::plan& plan) {
  std::vector<std::string> places;
  std::string first;
  for (const graph::step& step : plan.steps) {
    const registered& migration = all.migration(step.revision);
    if (migration.transactional) continue;
    const std::string& id = all.graph().at(step.revision).id;
    if (first.empty()) first = id;
    places.push_back(in_front(all.place(migration.link.where),
                              fmt::format("revision '{}' is not transactional", id)));
  }
  if (places.empty()) return;
  error refused(fmt::format("revision '{}' runs outside a transaction, so this cannot be a single "
                            "one; nothing was changed",
                            first),
                {remedy::several_transactions, "name a target before it"});
  refused.set_problems(std::move(places));
  throw refused;
}

std::vector<recorded_operation> reversed_upgrade(const versions& all, graph::node revision,
                                                 database_kind kind,
                                                 const argument_map& arguments) {
  const std::string& id = all.graph().at(revision).id;
  const std::string hint = "write a function for .downgrade, or say .downgrade = irreversible";
  operation_list upgrade;
  const graph::step step = upgrade_of(revision);
  try {
    call_migration(all, step, kind, upgrade, arguments);
  } catch (...) {
    const failure why = describe(std::current_exception(), all, step, upgrade.last());
    error failed(why.message, hint);
    std::vector<std::string> problems = why.problems;
    problems.push_back(fmt::format(
        "revision '{}' is 'reversed': its upgrade is looked at, without a database", id));
    failed.set_problems(problems);
    throw failed;
  }
  try {
    return inverse_of(upgrade.operations());
  } catch (const no_inverse& e) {
    throw error(in_front(all.place(e.where()),
                         fmt::format("revision '{}' cannot be reversed: {}", id, e.what())),
                hint);
  }
}

void check_plan(const versions& all, const graph::plan& plan, const plan_check& what) {
  check_reversible(all, plan);
  if (what.single_transaction) check_single_transaction(all, plan);
  for (const graph::step& step : plan.steps) {
    const bool is_reversed = all.migration(step.revision).downgrade.is_reversed();
    if (is_reversed && what.before_call) what.before_call(step);
    std::vector<recorded_operation> inverse;
    if (is_reversed) inverse = reversed_upgrade(all, step.revision, what.kind, what.arguments);
    if (is_reversed && step.way == graph::direction::downgrade) {
      for (const recorded_operation& op : inverse) dialect_of(what.kind).check(op.what);
    } else if (!traits_of(what.kind).every_operation) {
      check_supported(all, step, what);
    }
  }
}

}  // namespace revise
