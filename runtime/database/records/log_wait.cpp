#include <fmt/format.h>

#include <algorithm>

#include "database/records/log_table.h"
#include "sql/qualified_sql.h"

namespace revise {

namespace {

// PostgreSQL's intervals and SQLite's dates have a limit. A longer wait is of no practical use.
constexpr long long a_thousand_years = 1000LL * 365 * 24 * 60 * 60 * 1000;

}  // namespace

std::optional<logged_wait> log_table::wait_after(std::string_view revision,
                                                 std::chrono::milliseconds length) const {
  if (!exists()) return {};
  const long long longest =
      std::clamp(static_cast<long long>(length.count()), 0LL, a_thousand_years);
  const double seconds = static_cast<double>(longest) / 1000;
  const bool on_postgresql = table_.database().kind() == database_kind::postgresql;
  // Rounded up to a whole second, so that the reported time is not too early.
  const char* const times =
      on_postgresql
          ? "pg_catalog.to_char((pg_catalog.date_trunc('second', until operator(pg_catalog.-) "
            "interval '1 microsecond') operator(pg_catalog.+) interval '1 second') at time zone "
            "'UTC', 'YYYY-MM-DD HH24:MI:SS'), until operator(pg_catalog.<=) "
            "pg_catalog.clock_timestamp() from (select id, direction, note, started_at "
            "operator(pg_catalog.+) pg_catalog.make_interval(secs => seconds "
            "operator(pg_catalog.+) $2) as until"
          : "strftime('%Y-%m-%d %H:%M:%S', until, '+0.999 seconds'), until <= "
            "strftime('%Y-%m-%d %H:%M:%f', 'now') from (select id, direction, note, "
            "strftime('%Y-%m-%d %H:%M:%f', started_at, '+' || (seconds + $2) || ' seconds') as "
            "until";
  const result_set found = table_.database().query(
      fmt::format(
          "select direction, note, {0} from {1} where revision {2} $1 and result {2} 'done' and "
          "(direction {2} 'upgrade' or direction {2} 'downgrade' or direction {2} 'stamp')) as "
          "done order by id desc limit 1",
          times, sql_name(), own_operator(table_.database().kind(), "=")),
      {std::string(revision), seconds});
  if (found.rows == 0) return {};
  const std::string direction = found.cells[0].value_or("");
  if (direction == "downgrade" || found.cells[1] == "removed") return {};
  const std::string over = found.cells[3].value_or("");
  return logged_wait{.until = found.cells[2].value_or(""), .is_over = over == "t" || over == "1"};
}

}  // namespace revise
