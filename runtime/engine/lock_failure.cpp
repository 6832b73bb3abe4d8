#include "engine/lock_failure.h"

#include <fmt/format.h>

#include "database/limit_text.h"
#include "dialect/traits.h"

namespace revise {

namespace {

constexpr const char* later =
    "run again when the lock is free, or raise lock_timeout or lock_retries";

}  // namespace

std::string lock_failure_line(const failure& why, const blocked_wait& seen, database_kind kind,
                              const transaction_limits& limits) {
  if (!traits_of(kind).sessions) return "another program has the database file locked";
  if (why.sqlstate == "40P01") return "a deadlock with another session";
  if (why.sqlstate == "40001") return "another session changed the rows meanwhile";
  const std::string limit = limits.lock_timeout && *limits.lock_timeout != transaction_limits::off
                                ? fmt::format(" for {}", limit_text(*limits.lock_timeout))
                                : "";
  if (seen.table.empty()) return fmt::format("a lock was not available{}", limit);
  return fmt::format("'{}' was locked{}", seen.table, limit);
}

void report_lock_failure(failure& why, const blocked_wait& seen, database_kind kind,
                         unsigned again) {
  for (const blocker& b : seen.blockers) {
    why.problems.push_back(fmt::format(
        "{} by {}", seen.table.empty() ? "locked" : fmt::format("'{}' is locked", seen.table),
        b.text));
  }
  if (again > 0) {
    why.problems.push_back(fmt::format("retried {} time{}", again, again == 1 ? "" : "s"));
  }
  if (!traits_of(kind).sessions) {
    why.hint = fmt::format("another program has the database file locked: {}", later);
  } else if (why.sqlstate == "40001") {
    why.hint = "run again when fewer sessions change these rows, or raise lock_retries";
  } else if (seen.blockers.empty()) {
    why.hint = fmt::format("another session holds the lock (see pg_stat_activity and pg_locks): {}",
                           later);
  } else {
    why.hint = blockers_hint(seen, later);
  }
}

advice cancelled_hint(const failure& why, const transaction_limits& limits) {
  // A cancellation by another session is recognized by the message. Some servers send the message
  // in another language; then one of the other hints is returned, which is also true.
  if (why.message.find("user request") != std::string::npos) {
    return "another session cancelled the statement (pg_cancel_backend): run again";
  }
  if (limits.statement_timeout == transaction_limits::off) {
    return "the SQL of the revision sets a statement_timeout: raise it there, then run again";
  }
  if (!limits.statement_timeout) {
    return {remedy::statement_timeout,
            "the server, the database or the role has a statement_timeout"};
  }
  return {remedy::statement_timeout,
          fmt::format("statement_timeout is {}", limit_text(*limits.statement_timeout))};
}

}  // namespace revise
