#include "engine/session_limits.h"

#include <fmt/format.h>

#include "database/postgresql/session_sql.h"
#include "database/sql_error.h"
#include "dialect/traits.h"

namespace revise {

session_limits::session_limits(connection& database, const transaction_limits& limits)
    : database_(database) {
  if (!limits.lock_timeout && !limits.statement_timeout) return;
  if (!traits_of(database.kind()).sessions || database.is_pooled()) return;
  const result_set before = database.query(
      "select pg_catalog.current_setting('lock_timeout'), "
      "pg_catalog.current_setting('statement_timeout')",
      {});
  std::string statements;
  const auto change = [&](const char* name, const std::optional<std::chrono::milliseconds>& limit,
                          const std::string& was) {
    if (!limit || was == limit_value(*limit)) return;
    changed_.push_back({name, was});
    statements += fmt::format("set {} = {};", name, limit_value(*limit));
  };
  change("lock_timeout", limits.lock_timeout, *before.cells[0]);
  change("statement_timeout", limits.statement_timeout, *before.cells[1]);
  if (!statements.empty()) database.execute(statements);
}

session_limits::~session_limits() {
  if (changed_.empty() || !database_.is_alive()) return;
  try {
    for (const setting& one : changed_) {
      database_.enqueue("select pg_catalog.set_config($1, $2, false)", {one.name, one.before});
    }
    database_.flush();
  } catch (const error&) {
    // A destructor must not throw. If the connection is lost, the next statement reports it.
    return;
  }
}

}  // namespace revise
