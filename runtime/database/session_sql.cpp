#include "database/session_sql.h"

#include <fmt/format.h>

namespace revise {

std::vector<std::string> limit_statements(const transaction_limits& limits) {
  std::vector<std::string> statements;
  if (limits.lock_timeout) {
    statements.push_back(fmt::format("set local lock_timeout = {}", limits.lock_timeout->count()));
  }
  if (limits.statement_timeout) {
    statements.push_back(
        fmt::format("set local statement_timeout = {}", limits.statement_timeout->count()));
  }
  return statements;
}

std::vector<std::string> restore_statements() {
  return {"reset session authorization", "reset role", "reset all"};
}

std::vector<std::string> forget_statements() {
  // Cursors first: what they read cannot be dropped.
  return {"close all", "discard temp", "unlisten *", "deallocate all"};
}

}  // namespace revise
