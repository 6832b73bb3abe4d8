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

/// Runs `upgrade` or `downgrade` without --sql. If a step fails, the outcome contains the failure.
/// Throws `error` if the failure comes before the first step.
outcome run_walk(context& in, const walk_options& options);

/// Writes the script of `upgrade` or `downgrade` with --sql.
outcome walk_script(context& in, walk_options options);

}  // namespace revise::tool
