#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/option_set.h"
#include "commands/context.h"
#include "script/script_format.h"

namespace revise::tool {

/// What `upgrade`, `downgrade` and `stamp` take for `--sql`.
struct offline_options {
  bool sql = false;
  bool idempotent = false;
  std::optional<std::string> from;

  void declare(option_set& options);
  void declare_idempotent(option_set& options);

  /// Throws usage_error where what was given makes sense only with --sql, or twice. `targets` are
  /// the command's arguments.
  void check(const std::vector<std::string>& targets, std::string_view command) const;

  /// With `--sql from:to`: takes `from:` off `target` and into `from`.
  void take_range(std::string& target);
};

/// Where a script starts, and for which database it is.
struct script_start {
  std::vector<std::string> found;  ///< the rows as the version table has them, sorted
  graph::rows rows;
  script_table table;
  bool is_asked = false;  ///< the database is there, and has said so
};

/// From `--from` or the range, else where the database is, else base. Says on stderr which it is
/// where it is not what one may expect. Throws graph::target_error, and `error` for a downgrade
/// that has nowhere to start from.
script_start find_start(context& in, const offline_options& options, std::string_view command);

/// A version table of a database that is not asked: what may be there is not known.
script_table unseen_table(context& in, database_kind kind, bool may_be_missing);

/// Makes in `shadow` the tables that a script for SQLite starts with.
void fill_shadow(context& in, const script_start& start, connection& shadow);

/// The limits of the ini, for each transaction of a script.
transaction_limits limits_of(context& in);

/// Prints `script` on stdout, or with --json in `document`.
void print_script(context& in, const std::string& script, nlohmann::json document);

}  // namespace revise::tool
