#pragma once

#include <string>
#include <vector>

#include "cli/outcome.h"
#include "commands/context.h"
#include "commands/limit_options.h"
#include "commands/offline.h"
#include "graph/plan.h"

namespace revise::tool {

struct walk_options {
  graph::direction way;
  std::string target;
  bool plan_only = false;
  bool strict = false;  ///< fail if an applied revision was edited after it ran
  bool yes = false;     ///< do not ask before a downgrade of several steps
  offline_options offline = {};
  limit_options limits = {};
  std::vector<std::string> ignored_waits = {};  ///< --ignore-not-before
  bool single_transaction = false;              ///< the whole run is one transaction
  /// --unrun: run the upgrades of these revisions, which count as applied but never ran. `target`
  /// has their names.
  std::vector<std::string> unrun = {};
};

/// Throws usage_error for options that cannot be combined.
void check_request(const walk_options& options);

/// What `upgrade` and `downgrade` do without --sql. A step that fails is the failure of the
/// outcome; throws `error` before any step.
outcome run_walk(context& in, const walk_options& options);

/// What `upgrade` and `downgrade` do with --sql: the script of the steps.
outcome walk_script(context& in, walk_options options);

}  // namespace revise::tool
