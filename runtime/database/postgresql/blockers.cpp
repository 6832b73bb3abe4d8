#include "database/postgresql/blockers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "database/server_words.h"
#include "sql/first_words.h"

namespace revise {

namespace {

// A session that waits for a row holds, or waits for, a lock on the row's tuple. It is blocked by
// the transaction of another session, and a lock on a transaction names no table.
constexpr const char* asked_for_table =
    "select l.relation::pg_catalog.regclass::pg_catalog.text from pg_catalog.pg_locks l join "
    "pg_catalog.pg_class c on c.oid operator(pg_catalog.=) l.relation where l.pid "
    "operator(pg_catalog.=) $1::int and l.locktype operator(pg_catalog.=) any "
    "('{relation,tuple,page,extend}'::pg_catalog.text[]) and l.database operator(pg_catalog.=) "
    "(select d.oid from pg_catalog.pg_database d where d.datname operator(pg_catalog.=) "
    "pg_catalog.current_database()) and (l.locktype operator(pg_catalog.=) 'tuple' or not "
    "l.granted) order by l.granted limit 1";

// pg_blocking_pids delays the lock manager, so it is called only for a session that waits. It
// repeats a process that has parallel workers, and returns 0 for a prepared transaction.
constexpr const char* asked_for_blockers = R"(
select distinct p.pid, b.usename, b.application_name, b.backend_type,
  pg_catalog.host(b.client_addr), b.state,
  extract(epoch from pg_catalog.clock_timestamp() operator(pg_catalog.-)
    case when b.state operator(pg_catalog.=) 'active' then b.query_start else b.state_change end),
  b.wait_event_type operator(pg_catalog.=) 'Lock', b.query
from pg_catalog.pg_stat_activity me
cross join lateral pg_catalog.unnest(pg_catalog.pg_blocking_pids(me.pid)) as p(pid)
left join pg_catalog.pg_stat_activity b on b.pid operator(pg_catalog.=) p.pid
where me.pid operator(pg_catalog.=) $1::int
  and me.wait_event_type operator(pg_catalog.=) 'Lock'
order by p.pid)";

std::string rough_text(double seconds) {
  if (seconds < 60) return fmt::format("{:.0f} s", std::max(seconds, 0.0));
  if (seconds < 3600) return fmt::format("{:.0f} min", seconds / 60);
  if (seconds < 2 * 86400) return fmt::format("{:.0f} h", seconds / 3600);
  return fmt::format("{:.0f} days", seconds / 86400);
}

// Describes one row of the result of asked_for_blockers.
blocker blocker_of(const result_set& found, std::size_t row) {
  const auto cell = [&](std::size_t column) {
    return found.cells[row * found.columns.size() + column].value_or("");
  };
  const int process = std::atoi(cell(0).c_str());
  if (process == 0) return {0, "a prepared transaction"};
  std::vector<std::string> facts;
  const std::string program = cell(2).empty() && cell(3) != "client backend" ? cell(3) : cell(2);
  if (!program.empty()) facts.push_back(program);
  if (!cell(1).empty()) facts.push_back("user " + cell(1));
  if (!cell(4).empty()) facts.push_back(cell(4));
  if (!cell(5).empty()) {
    facts.push_back(
        fmt::format("{} for {}", cell(5), rough_text(std::strtod(cell(6).c_str(), nullptr))));
  }
  if (cell(7) == "t") facts.emplace_back("also waiting for a lock");
  const std::string words = cell(8) == hidden_query ? std::string() : first_words(cell(8));
  return {process, fmt::format("pid {}{}{}", process,
                               facts.empty() ? "" : fmt::format(" ({})", fmt::join(facts, ", ")),
                               words.empty() ? "" : ": " + words)};
}

}  // namespace

blocked_wait blocked_wait_of(connection& watcher, int process) {
  blocked_wait wait;
  const result_set found = watcher.query(asked_for_blockers, {std::to_string(process)});
  for (std::size_t row = 0; row < found.rows; ++row) {
    wait.blockers.push_back(blocker_of(found, row));
  }
  if (wait.blockers.empty()) return wait;
  const result_set table = watcher.query(asked_for_table, {std::to_string(process)});
  if (table.rows > 0) wait.table = table.cells[0].value_or("");
  return wait;
}

std::string wait_line(const blocked_wait& wait) {
  const std::size_t more = wait.blockers.size() - 1;
  const std::string others =
      more == 0 ? "" : fmt::format("{} other{} and ", more, more == 1 ? "" : "s");
  return fmt::format("waiting for a lock{} held by {}{}",
                     wait.table.empty() ? "" : fmt::format(" on '{}'", wait.table), others,
                     wait.blockers.front().text);
}

std::string blockers_hint(const blocked_wait& wait, const std::string& otherwise) {
  std::string calls;
  bool several = false;
  bool prepared = false;
  for (const blocker& b : wait.blockers) {
    prepared = prepared || b.process == 0;
    if (b.process == 0) continue;
    several = !calls.empty();
    calls += fmt::format("{}pg_terminate_backend({})", calls.empty() ? "select " : ", ", b.process);
  }
  std::string hint;
  if (!calls.empty()) {
    hint = calls + fmt::format(" ends the blocking session{}; ", several ? "s" : "");
  }
  if (prepared) hint += "pg_prepared_xacts lists prepared transactions; ";
  return hint + otherwise;
}

}  // namespace revise
