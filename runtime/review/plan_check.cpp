#include "review/plan_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "dialect/dialect.h"
#include "dialect/may_change.h"
#include "util/error.h"

namespace revise {

namespace {

std::string in_front(const std::string& place, const std::string& what) {
  return place.empty() ? what : fmt::format("{}: {}", place, what);
}

void check_supported(const recorded_plan& recorded, const recorded_call& call) {
  const dialect& dialect = dialect_of(recorded.kind());
  for (const recorded_operation& op : call.operations) {
    try {
      dialect.check(op.what);
    } catch (const error& e) {
      error refused(in_front(recorded.all().place(op.where), e.what()) + "; nothing was changed",
                    e.hint());
      refused.set_problems(e.problems());
      throw refused;
    }
  }
}

void check_reversed(recorded_plan& recorded, const graph::step& step) {
  recorded.of(step);  // calls the function for this step, if that was not done yet
  const recorded_call& undone = recorded.of(step.revision, graph::direction::downgrade);
  if (undone.error != nullptr) std::rethrow_exception(undone.error);
}

bool changes_something(const recorded_call& call, database_kind kind) {
  return std::any_of(call.operations.begin(), call.operations.end(),
                     [kind](const recorded_operation& one) { return may_change(one.what, kind); });
}

bool is_empty_downgrade(recorded_plan& recorded, const graph::step& step) {
  if (step.way == graph::direction::upgrade) return false;
  const auto& downgrade = recorded.all().migration(step.revision).downgrade;
  if (downgrade.is_irreversible() || downgrade.is_reversed()) return false;
  if (recorded.all().graph().is_merge_point(step.revision)) return false;
  const recorded_call& call = recorded.of(step);
  if (!call.is_whole() || changes_something(call, recorded.kind())) return false;
  return changes_something(recorded.of(step.revision, graph::direction::upgrade), recorded.kind());
}

}  // namespace

void check_plan(recorded_plan& recorded, const graph::plan& plan, bool single_transaction) {
  const versions& all = recorded.all();
  check_reversible(all, plan);
  if (single_transaction) check_single_transaction(all, plan);
  for (const graph::step& step : plan.steps) {
    if (all.migration(step.revision).downgrade.is_reversed()) check_reversed(recorded, step);
    if (!traits_of(recorded.kind()).every_operation) check_supported(recorded, recorded.of(step));
  }
}

std::vector<graph::node> empty_downgrades(recorded_plan& recorded, const graph::plan& plan) {
  std::vector<graph::node> empty;
  for (const graph::step& step : plan.steps) {
    if (is_empty_downgrade(recorded, step)) empty.push_back(step.revision);
  }
  return empty;
}

std::string empty_downgrade_text(const graph::revision_graph& graph, graph::node revision) {
  return fmt::format("revision '{}' has an empty downgrade: its upgrade is not undone",
                     graph.at(revision).id);
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
  error refused(fmt::format("revision '{}' runs outside a transaction, so a single transaction is "
                            "not possible; nothing was changed",
                            first),
                {remedy::several_transactions, "name a target before it"});
  refused.set_problems(std::move(places));
  throw refused;
}

}  // namespace revise
