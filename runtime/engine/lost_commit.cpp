#include "engine/lost_commit.h"

#include <fmt/format.h>

#include <chrono>
#include <exception>

namespace revise {

commit_fate fate_of_commit(connection& again, const version_table& table,
                           const std::vector<std::string>& before,
                           const std::vector<std::string>& after) noexcept {
  commit_fate fate = commit_fate::unknown;
  if (before == after) return fate;  // the rows do not show whether it was committed
  try {
    again.begin({.lock_timeout = std::chrono::seconds(5), .statement_timeout = {}});
    // A transaction that changes rows holds a lock that conflicts with this one (PostgreSQL manual,
    // 13.3.1).
    again.execute(fmt::format("lock table {} in share mode", table.sql().table()));
    const std::vector<std::string> rows = version_table(again, table.name(), table.schema()).read();
    if (rows == after) fate = commit_fate::committed;
    if (rows == before) fate = commit_fate::rolled_back;
  } catch (const std::exception&) {
    fate = commit_fate::unknown;
  }
  again.rollback();
  return fate;
}

}  // namespace revise
