#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/option_set.h"
#include "cli/outcome.h"
#include "commands/context.h"
#include "script/script_format.h"

namespace revise::tool {

/// The options of `upgrade`, `downgrade` and `stamp` for `--sql`.
struct offline_options {
  bool sql = false;
  bool idempotent = false;
  std::optional<std::string> from;

  void declare(option_set& options);
  void declare_idempotent(option_set& options);

  /// Throws usage_error for options that need --sql, or if the start is given twice. `targets` are
  /// the command's arguments.
  void check(const std::vector<std::string>& targets, std::string_view command) const;

  /// For `--sql from:to`: moves the part before the ':' from `target` to `from`.
  void take_range(std::string& target);
};

/// The state that a script starts from, and its database.
struct script_start {
  std::vector<std::string> found;  ///< the rows of the version table, sorted
  graph::rows rows;
  script_table table;
  bool is_asked = false;  ///< the database exists, and the start was read from it
};

/// The start of a script: `--from` or the range, else the state of the database, else base. Writes
/// a note or a warning to stderr if the start or the kind of database is assumed. Throws
/// graph::target_error, and `error` for a downgrade without a known start.
script_start find_start(context& in, const offline_options& options, std::string_view command);

/// The version table of a database that is not read, so that it is unknown which tables exist.
script_table unseen_table(context& in, database_kind kind, bool may_be_missing);

/// Makes the tables in `shadow` that a script for SQLite starts with.
void fill_shadow(context& in, const script_start& start, connection& shadow);

/// The limits in the ini, for each transaction of a script.
transaction_limits limits_of(context& in);

/// An outcome whose data is `script`; with --json the script is added to `document()`.
outcome script_outcome(context& in, std::string script,
                       const std::function<nlohmann::json()>& document);

}  // namespace revise::tool
