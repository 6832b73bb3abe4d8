// Measures the cost of reading the catalog of a PostgreSQL database on this machine.
//
//     bench_catalog sql TABLES      prints the SQL that creates a database with that many tables
//     bench_catalog URL RUNS        prints a line for each part: its name, then each run's time
//     bench_catalog URL once        connects and reads the catalog, as a command does
//
// Times are milliseconds of processor time, of the server and of this process together. Neither
// process waits for anything else, so the wall time on an idle machine is about equal.
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/document.h"
#include "database/connection.h"
#include "engine/read_catalog.h"

namespace {

using namespace revise;

// A table as in a shop: an identity, a unique column, references to other tables, checks, defaults,
// two indexes, comments.
void print_sql(int tables) {
  fmt::print("create type mood as enum ('new', 'paid', 'sent');\n");
  for (int i = 0; i < tables; ++i) {
    fmt::print(R"(create table t{0} (
  id bigint generated always as identity primary key,
  email varchar(255) not null unique,
  parent bigint{1},
  state text not null default 'new',
  amount numeric(10, 2) check (amount >= 0),
  mood mood,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  data jsonb not null default '{{}}',
  note text,
  constraint t{0}_state check (state in ('new', 'done')));
create index on t{0} (parent);
create index on t{0} (created_at) where state = 'new';
comment on table t{0} is 'table {0}';
comment on column t{0}.note is 'of table {0}';
)",
               i, i == 0 ? "" : fmt::format(" references t{} on delete cascade", i - 1));
  }
}

class stopwatch {
 public:
  explicit stopwatch(connection& database)
      : statistics_("/proc/" + database.query("select pg_backend_pid()", {}).cells.at(0).value() +
                    "/schedstat") {}

  /// For example " 1.234".
  std::string milliseconds_of(const std::function<void()>& run) const {
    const double server = server_milliseconds();
    const std::clock_t begin = std::clock();
    run();
    const std::clock_t own = std::clock() - begin;
    return fmt::format(" {:.3f}", 1000.0 * static_cast<double>(own) / CLOCKS_PER_SEC +
                                      server_milliseconds() - server);
  }

 private:
  // The first number is the time on a processor in nanoseconds (the kernel's sched-stats.rst).
  double server_milliseconds() const {
    std::ifstream file(statistics_);
    double nanoseconds = 0;
    if (!(file >> nanoseconds)) {
      fmt::print(stderr, "bench_catalog: cannot read {}: is the server on this machine?\n",
                 statistics_);
      std::exit(1);
    }
    return nanoseconds / 1e6;
  }

  std::string statistics_;
};

void measure(const database_url& url, int runs) {
  std::string first = "first";
  std::string again = "again";
  std::string parse = "parse";
  std::size_t bytes = 0;
  const std::string_view query = catalog::query_of(database_kind::postgresql);
  for (int i = 0; i < runs; ++i) {
    const auto connection = connect(url);
    const stopwatch watch(*connection);
    result_set found;
    first += watch.milliseconds_of([&] { found = connection->query(query, {}); });
    again += watch.milliseconds_of([&] { found = connection->query(query, {}); });
    const std::string& document = found.cells.at(0).value();
    parse += watch.milliseconds_of([&] {
      if (catalog::read_document(database_kind::postgresql, document).tables.empty()) std::abort();
    });
    bytes = document.size();
  }
  fmt::print("bytes {}\n{}\n{}\n{}\n", bytes, first, again, parse);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "bench_catalog sql TABLES | URL RUNS | URL once\n");
    return 2;
  }
  const std::string_view what = argv[1];
  if (what == "sql") {
    print_sql(std::atoi(argv[2]));
    return 0;
  }
  const database_url url = parse_database_url(argv[1]);
  if (std::string_view(argv[2]) == "once")
    return read_catalog(*connect(url)).tables.empty() ? 1 : 0;
  measure(url, std::atoi(argv[2]));
  return 0;
}
