#include "commands/limit_options.h"

#include <fmt/format.h>

#include "cli/command_line.h"
#include "commands/offline.h"

namespace revise::tool {

namespace {

// As in the ini, 0 also means "off".
std::chrono::milliseconds limit_of(const std::string& given) {
  const time_limit limit = parse_time_limit(given);
  return !limit || limit->count() == 0 ? transaction_limits::off : *limit;
}

void check_one(const char* option, const std::optional<std::string>& given,
               std::string_view command) {
  if (!given) return;
  try {
    parse_time_limit(*given);
  } catch (const config_error& e) {
    throw usage_error(fmt::format("{}: {}", option, e.what()),
                      fmt::format("revise {} --help", command));
  }
}

}  // namespace

void limit_options::declare(option_set& options) {
  options.value("--lock-timeout", "DURATION", lock_timeout,
                "how long a statement may wait for a lock on a table (500ms, 5s, off)");
  options.value("--statement-timeout", "DURATION", statement_timeout,
                "how long a statement may take");
}

void limit_options::check(std::string_view command) const {
  check_one("--lock-timeout", lock_timeout, command);
  check_one("--statement-timeout", statement_timeout, command);
}

transaction_limits limit_options::limits(context& in) const {
  transaction_limits limits = limits_of(in);
  if (lock_timeout) limits.lock_timeout = limit_of(*lock_timeout);
  if (statement_timeout) limits.statement_timeout = limit_of(*statement_timeout);
  return limits;
}

}  // namespace revise::tool
