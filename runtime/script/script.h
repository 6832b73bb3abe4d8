#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "graph/plan.h"
#include "operations/argument_map.h"
#include "plugin/versions.h"
#include "script/script_format.h"
#include "script/sqlite_tables.h"

namespace revise {

/// What a script needs in addition to the plan.
struct script_settings {
  database_kind kind = database_kind::postgresql;
  std::string title;  ///< a comment at its beginning
  /// Returns the comment before a step.
  std::function<std::string(const graph::step&)> title_of;
  /// The rows of the version table that the script starts from, sorted.
  std::vector<std::string> rows;
  /// Rows in `rows` that other rows imply; the first step deletes them.
  std::vector<std::string> superfluous_rows;
  argument_map arguments;                         ///< what migrations read with op.argument
  std::map<graph::node, std::string> notes = {};  ///< additional text for the log, by revision
  bool single_transaction = false;                ///< whether the whole script is one transaction
  /// The tables that the script starts with, kept up to date as the script is written; null if no
  /// operation needs to look at them.
  shadow_database* shadow = nullptr;
  /// Called before each migration's function.
  std::function<void(const graph::step&)> before_step;
  /// Receives one-line remarks about the script; may be empty.
  std::function<void(const std::string&)> remark = {};
};

/// The SQL for what run() would do with the plan, as one text; empty if the plan has no steps.
/// Throws `error` if a migration throws, reads data, or does something that a script cannot
/// contain.
std::string script(const versions& all, const graph::plan& plan, const script_settings& settings,
                   const script_format& format);

/// The SQL of a stamp, which runs no migration.
std::string stamp_script(const std::string& title, const script_transaction& stamp,
                         const script_format& format);

}  // namespace revise
