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

/// Called around each call of a migration's function, which may crash. Either may be empty.
struct call_hooks {
  std::function<void(const graph::step&)> before = {};
  std::function<void()> after = {};
};

/// What the steps of a plan would do. A migration is code, and its function is called without a
/// database to see its operations: when an examiner first asks for it, and never again. All that
/// look at a plan before it runs share one of these, so a function is called at most once before a
/// run, also where the plan is made again under the lock.
///
/// The code of a `reversed` downgrade is the upgrade: the one call of the upgrade serves both ways.
class recorded_plan {
 public:
  /// The operations are for databases of `kind`. `all` outlives this.
  recorded_plan(const versions& all, database_kind kind, argument_map arguments = {},
                call_hooks hooks = {})
      : all_(all), kind_(kind), arguments_(std::move(arguments)), hooks_(std::move(hooks)) {}

  /// What `step` would do. Of a `reversed` downgrade: what undoes the upgrade, and as error why
  /// that does not exist (reversed_upgrade). Valid as long as this lives. Throws what the hooks do.
  const recorded_call& of(const graph::step& step);

  /// The function that upgrades `revision`, or downgrades it.
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
