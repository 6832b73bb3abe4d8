#pragma once

#include <string>
#include <vector>

#include "commands/context.h"
#include "commands/limit_options.h"
#include "commands/offline.h"
#include "graph/plan.h"

namespace revise::tool {

struct walk_options {
  graph::direction way;
  std::string target;
  bool plan_only = false;
  bool strict = false;  ///< an applied revision that was edited since is an error
  bool yes = false;     ///< do not ask before a downgrade of several steps
  offline_options offline = {};
  limit_options limits = {};
  std::vector<std::string> ignored_waits = {};  ///< --ignore-not-before
  bool single_transaction = false;              ///< the whole run is one
  /// --unrun: the upgrades of these, which count as applied and never ran; `target` has their
  /// names.
  std::vector<std::string> unrun = {};
};

/// Throws usage_error for options that do not go together.
void check_request(const walk_options& options);

/// What `upgrade` and `downgrade` do, but for --sql. Returns the exit code. Throws partial_failure
/// when a step failed, with its JSON printed; other errors before any step.
int run_walk(context& in, const walk_options& options);

/// What they do with --sql. Throws before anything is printed.
int print_walk_script(context& in, walk_options options);

}  // namespace revise::tool
