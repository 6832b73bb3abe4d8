#include "dialect/transaction_control.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace revise;

namespace {

// What stands from there on; empty where there is no such place.
std::string_view rest(std::string_view sql, std::optional<std::size_t> offset) {
  return offset ? sql.substr(*offset) : std::string_view();
}

}  // namespace

TEST_CASE("what ends a transaction is found, wherever it stands") {
  for (const database_kind kind : {postgresql, sqlite}) {
    CAPTURE(name_of(kind));
    for (const std::string_view end : {"commit", "COMMIT work", "end", "rollback", "abort",
                                       "rollback work", "rollback and chain", "commit and chain",
                                       "prepare transaction 'x'", "RollBack transaction;"}) {
      CAPTURE(end);
      CHECK(rest(end, transaction_end(end, kind)) == end);
      const std::string below = "select 1;\n-- commit\n/* x */ " + std::string(end);
      CHECK(rest(below, transaction_end(below, kind)) == end);
    }
    for (const char* sql :
         {"savepoint a; rollback to a", "rollback work to savepoint a", "rollback transaction to a",
          "release a", "select 'commit'", "comment on table commit is 'x'", "begin", ""}) {
      CAPTURE(sql);
      CHECK(!transaction_end(sql, kind));
    }
  }
  CHECK(!transaction_end("prepare x as select 1", postgresql));
  CHECK(!transaction_end("create function f() returns int begin atomic select 1; end", postgresql));
  CHECK(!transaction_end("create trigger t after insert on a begin select 1; end", sqlite));
}

TEST_CASE("what PostgreSQL runs only outside a transaction is found") {
  for (const char* sql :
       {"vacuum", "vacuum full t", "create index concurrently i on t (a)",
        "create unique index concurrently if not exists i on t (a)", "drop index concurrently i",
        "reindex index concurrently i", "REINDEX (verbose) TABLE CONCURRENTLY t",
        "create database d", "drop tablespace s"}) {
    CAPTURE(sql);
    CHECK(statement_outside_transaction(sql, postgresql) == 0);
    CHECK(!statement_outside_transaction(sql, sqlite));
  }
  for (const char* sql : {"create index i on t (a)", "refresh materialized view concurrently m",
                          "create table concurrently_made (a int)", "analyze", "select 'vacuum'"}) {
    CAPTURE(sql);
    CHECK(!statement_outside_transaction(sql, postgresql));
  }
}
