#pragma once

#include <functional>
#include <map>
#include <utility>

#include "graph/plan.h"
#include "operations/argument_map.h"
#include "plugin/versions.h"
#include "review/migration_call.h"
#include "util/database_kind.h"

namespace revise {

/// Called before and after each call of a migration's function, which may crash. Either may be
/// empty.
struct call_hooks {
  std::function<void(const graph::step&)> before = {};
  std::function<void()> after = {};
};

/// What the steps of a plan would do. A migration is code, so its function is called without a
/// database to record its operations: once, when an examiner first asks for it. All code that
/// examines a plan before it runs shares one recorded_plan. So each function is called at most once
/// before a run, even if the plan is made again under the lock.
///
/// A `reversed` downgrade is derived from the upgrade: one call of the upgrade serves both
/// directions.
class recorded_plan {
 public:
  /// The operations are recorded for databases of `kind`. `all` must outlive this.
  recorded_plan(const versions& all, database_kind kind, argument_map arguments = {},
                call_hooks hooks = {})
      : all_(all), kind_(kind), arguments_(std::move(arguments)), hooks_(std::move(hooks)) {}

  /// What `step` would do. For a `reversed` downgrade, the operations that undo the upgrade, or as
  /// `error` the reason why they do not exist (reversed_upgrade). The reference is valid as long as
  /// this object. Throws what the hooks throw.
  const recorded_call& of(const graph::step& step);

  /// What the upgrade or the downgrade of `revision` would do.
  const recorded_call& of(graph::node revision, graph::direction way) {
    return of({.way = way, .revision = revision, .removed = {}, .added = {}});
  }

  const versions& all() const { return all_; }
  database_kind kind() const { return kind_; }

 private:
  using key = std::pair<graph::node, graph::direction>;

  const recorded_call& function(const graph::step& step, graph::direction way);
  recorded_call undoing(const graph::step& step);

  const versions& all_;
  database_kind kind_;
  argument_map arguments_;
  call_hooks hooks_;
  std::map<key, recorded_call> calls_;
};

}  // namespace revise
