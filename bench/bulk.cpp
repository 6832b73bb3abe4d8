// Measures the time and the memory that bulk_insert takes.
//
//     bench_bulk insert URL ROWS    fills the table `bulk` of the database, in one transaction as
//                                   a migration does; prints its peak memory use in kilobytes
//     bench_bulk rows ROWS          prints these rows as text for psql's \copy
#include <fmt/format.h>
#include <revise/migration.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "database/connection.h"
#include "engine/live_sink.h"
#include "operations/recorder.h"

namespace {

using namespace revise;

// A row of five columns, with lengths and nulls as in real tables; about 60 bytes.
struct sample {
  long long id = 0;
  std::string name;
  double price = 0;
  bool active = false;
  const char* note = nullptr;

  void become(long long number) {
    id = number;
    name.assign("customer ");
    name += std::to_string(number * 7919 % 1'000'003);
    price = static_cast<double>(number * 31 % 1'000'000) / 100;
    active = number % 3 != 0;
    note = number % 4 == 0 ? nullptr : "delivered to the neighbour";
  }
};

void insert(const std::string& url, long long rows) {
  const auto database = connect(parse_database_url(url));
  live_sink sink(*database);
  const argument_map none;
  recorder recorded(sink, database->kind(), none);
  operations& op = recorded;
  database->begin();
  op.bulk_insert("bulk", {"id", "name", "price", "active", "note"}, [rows](bulk_rows& to) {
    sample row;
    for (long long i = 0; i < rows; ++i) {
      row.become(i);
      to.add(row.id, row.name, row.price, row.active, row.note);
    }
  });
  database->commit();
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  fmt::print("{}\n", used.ru_maxrss);
}

void write_rows(long long rows) {
  sample row;
  for (long long i = 0; i < rows; ++i) {
    row.become(i);
    fmt::print("{}\t{}\t{}\t{}\t{}\n", row.id, row.name, row.price, row.active ? 't' : 'f',
               row.note == nullptr ? "\\N" : row.note);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "insert" && argc == 4) {
    insert(argv[2], std::atoll(argv[3]));
  } else if (what == "rows" && argc == 3) {
    write_rows(std::atoll(argv[2]));
  } else {
    fmt::print(stderr, "bench_bulk insert URL ROWS | rows ROWS\n");
    return 2;
  }
  return 0;
}
