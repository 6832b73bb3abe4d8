#pragma once

#include <optional>
#include <string>

#include "cli/option_set.h"
#include "commands/context.h"
#include "database/connection.h"

namespace revise::tool {

/// The time limits for the transactions of a run. These options override keys of the ini.
struct limit_options {
  std::optional<std::string> lock_timeout;       ///< a duration; check() validates it
  std::optional<std::string> statement_timeout;  ///< a duration; check() validates it

  void declare(option_set& options);

  /// Throws usage_error if an option is not a duration.
  void check(std::string_view command) const;

  /// The limits that apply: the options, else the keys of the ini.
  transaction_limits limits(context& in) const;
};

}  // namespace revise::tool
