#pragma once

#include <optional>
#include <string>

#include "cli/option_set.h"
#include "commands/context.h"
#include "database/connection.h"

namespace revise::tool {

/// How long the transactions of a run may wait: options in place of keys of the ini.
struct limit_options {
  std::optional<std::string> lock_timeout;       ///< a duration, which check() has seen
  std::optional<std::string> statement_timeout;  ///< the same

  void declare(option_set& options);

  /// Throws usage_error for what is no duration.
  void check(std::string_view command) const;

  /// What holds: the options, or the ini.
  transaction_limits limits(context& in) const;
};

}  // namespace revise::tool
