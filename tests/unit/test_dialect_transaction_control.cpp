#include "sql/transaction_control.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace test_dialect_transaction_control {

using namespace revise;

namespace {

// The text from that place on; empty if there is none.
std::string_view rest(std::string_view sql, const std::optional<transaction_break>& found) {
  return found ? sql.substr(found->offset) : std::string_view();
}

std::string_view words(const std::optional<transaction_break>& found) {
  return found ? found->message : "";
}

}  // namespace

TEST_CASE("what ends a transaction is found, wherever it stands") {
  for (const database_kind kind : {postgresql, sqlite}) {
    CAPTURE(name_of(kind));
    for (const std::string_view end : {"commit", "COMMIT work", "end", "rollback", "abort",
                                       "rollback work", "rollback and chain", "commit and chain",
                                       "prepare transaction 'x'", "RollBack transaction;"}) {
      CAPTURE(end);
      CHECK(rest(end, break_of_transaction(end, kind)) == end);
      const std::string below = "select 1;\n-- commit\n/* x */ " + std::string(end);
      CHECK(rest(below, break_of_transaction(below, kind)) == end);
    }
    for (const char* sql :
         {"savepoint a; rollback to a", "rollback work to savepoint a", "rollback transaction to a",
          "release a", "select 'commit'", "comment on table commit is 'x'", ""}) {
      CAPTURE(sql);
      CHECK(!break_of_transaction(sql, kind));
    }
  }
  CHECK(!break_of_transaction("prepare x as select 1", postgresql));
  CHECK(!break_of_transaction("create function f() returns int begin atomic select 1; end",
                              postgresql));
  CHECK(!break_of_transaction("create trigger t after insert on a begin select 1; end", sqlite));
}

TEST_CASE("what begins a transaction is found where nothing ends one") {
  const std::string_view begins = "the SQL begins a transaction inside the revision's transaction";
  for (const database_kind kind : {postgresql, sqlite}) {
    CAPTURE(name_of(kind));
    const std::string_view alone = "select 1; begin; create table t (i int)";
    CHECK(rest(alone, break_of_transaction(alone, kind)) == "begin; create table t (i int)");
    CHECK(words(break_of_transaction(alone, kind)) == begins);
    const std::string_view both = "begin; commit; select 1";
    CHECK(rest(both, break_of_transaction(both, kind)) == "commit; select 1");
    CHECK(words(break_of_transaction(both, kind)) != begins);
  }
  CHECK(words(break_of_transaction("start transaction read write", postgresql)) == begins);
}

TEST_CASE("what cannot run in a transaction is found") {
  for (const char* sql :
       {"create index concurrently i on t (a)",
        "create unique index concurrently if not exists i on t (a)", "drop index concurrently i",
        "reindex index concurrently i", "REINDEX (verbose) TABLE CONCURRENTLY t",
        "reindex schema s", "create database d", "drop tablespace s", "alter system reset all",
        "alter table s.t detach partition s.p concurrently"}) {
    CAPTURE(sql);
    CHECK(statement_outside_transaction(sql, postgresql) == 0);
    CHECK(!statement_outside_transaction(sql, sqlite));
  }
  for (const database_kind kind : {postgresql, sqlite}) {
    CHECK(statement_outside_transaction("vacuum", kind) == 0);
    CHECK(statement_outside_transaction("select 1; VACUUM t", kind) == 10);
  }
  for (const char* sql :
       {"create index i on t (a)", "refresh materialized view concurrently m",
        "create table concurrently_made (a int)", "analyze", "select 'vacuum'", "reindex table t",
        "alter table t validate constraint c", "alter table t detach partition p"}) {
    CAPTURE(sql);
    CHECK(!statement_outside_transaction(sql, postgresql));
  }
}

TEST_CASE("what begins a transaction, or ends one, is found") {
  for (const database_kind kind : {postgresql, sqlite}) {
    for (const char* sql : {"begin", "BEGIN isolation level serializable", "start transaction",
                            "commit", "end", "rollback", "abort", "savepoint a", "release a",
                            "rollback to a", "prepare transaction 'x'"}) {
      CAPTURE(sql);
      CHECK(rest(sql, transaction_command(sql, kind)) == sql);
    }
    CHECK(rest("select 1;\nbegin", transaction_command("select 1;\nbegin", kind)) == "begin");
    CHECK(!transaction_command("select 'begin'; -- commit", kind));
  }
  CHECK(!transaction_command("create function f() returns int begin atomic select 1; end",
                             postgresql));
  CHECK(!transaction_command("prepare x as select 1", postgresql));
}

TEST_CASE("what is of the session alone is told from the rest") {
  for (const char* sql : {"set search_path = x", "SET local a = 1", "reset all", "set role x",
                          "select set_config('a', 'b', false)", "listen x",
                          "SELECT pg_catalog.set_config('search_path', '', false)"}) {
    CAPTURE(sql);
    CHECK(is_of_session(sql, postgresql));
    CHECK(!is_of_session(sql, sqlite));
  }
  for (const char* sql : {"pragma foreign_keys = on", "attach 'x' as y", "detach y"}) {
    CAPTURE(sql);
    CHECK(is_of_session(sql, sqlite));
    CHECK(!is_of_session(sql, postgresql));
  }
  for (const char* sql : {"select 1", "set constraints all immediate", "select a from set_config",
                          "insert into t select set_config('a', 'b', false)", ""}) {
    CAPTURE(sql);
    CHECK(!is_of_session(sql, postgresql));
    CHECK(!is_of_session(sql, sqlite));
  }
}

}  // namespace test_dialect_transaction_control
