#include "review/recorded_plan.h"

namespace revise {

const recorded_call& recorded_plan::of(const graph::step& step) {
  const bool is_reversed = step.way == graph::direction::downgrade &&
                           all_.migration(step.revision).downgrade.is_reversed();
  if (!is_reversed) return function(step, step.way);
  const key place{step.revision, step.way};
  const auto known = calls_.find(place);
  return known != calls_.end() ? known->second : calls_.emplace(place, undoing(step)).first->second;
}

// The hooks receive the step that caused the call, whose direction may be the opposite.
const recorded_call& recorded_plan::function(const graph::step& step, graph::direction way) {
  const key place{step.revision, way};
  if (const auto known = calls_.find(place); known != calls_.end()) return known->second;
  if (hooks_.before) hooks_.before(step);
  recorded_call call = record_migration(all_, step.revision, way, kind_, arguments_);
  if (hooks_.after) hooks_.after();
  return calls_.emplace(place, std::move(call)).first->second;
}

recorded_call recorded_plan::undoing(const graph::step& step) {
  const recorded_call& upgrade = function(step, graph::direction::upgrade);
  recorded_call undone{
      .operations = {}, .error = nullptr, .last = upgrade.last, .has_read = upgrade.has_read};
  try {
    undone.operations = reversed_upgrade(all_, step.revision, upgrade);
  } catch (...) {
    undone.error = std::current_exception();
  }
  return undone;
}

}  // namespace revise
