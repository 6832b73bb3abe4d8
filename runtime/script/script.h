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

/// What a script is given besides the plan.
struct script_settings {
  database_kind kind = database_kind::postgresql;
  std::string title;  ///< a comment at its beginning
  /// The comment above a step.
  std::function<std::string(const graph::step&)> title_of;
  /// The rows that the script starts from as the table has them, sorted.
  std::vector<std::string> rows;
  /// Those of them that others imply: the first step takes them out.
  std::vector<std::string> superfluous_rows;
  argument_map arguments;                         ///< what migrations read by op.argument
  std::map<graph::node, std::string> notes = {};  ///< what the log says besides of a step
  bool single_transaction = false;                ///< all of it is one
  /// The tables that the script starts with; null where nothing looks at them. It follows the
  /// script.
  shadow_database* shadow = nullptr;
  /// Called before each migration's function is.
  std::function<void(const graph::step&)> before_step;
  /// Takes what is to be known of the script, a line each; empty: nothing.
  std::function<void(const std::string&)> remark = {};
};

/// The SQL that does what `run` would do with the plan, as one text; empty without steps. Throws
/// `error` when a migration throws, reads data, or does what a script cannot hold.
std::string script(const versions& all, const graph::plan& plan, const script_settings& settings,
                   const script_format& format);

/// The same for a stamp, which runs nothing.
std::string stamp_script(const std::string& title, const script_transaction& stamp,
                         const script_format& format);

}  // namespace revise
