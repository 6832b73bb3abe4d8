#include <thread>

#include "database/live.h"
#include "database/sql_error.h"

namespace test_transactions {

using namespace revise;
using namespace revise::test;

TEST_CASE_TEMPLATE("a commit keeps, a rollback undoes, tables and rows alike", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  connection->begin();
  CHECK(connection->in_transaction());
  connection->execute("create table kept (a integer); insert into kept values (1)");
  connection->commit();
  CHECK(!connection->in_transaction());
  connection->begin();
  connection->execute("create table gone (a integer); insert into kept values (2)");
  connection->rollback();
  CHECK(!connection->in_transaction());
  CHECK(database.execute("select a from kept") == "1\n");
  CHECK_THROWS(database.execute("select * from gone"));
  CHECK_NOTHROW(connection->rollback());
}

TEST_CASE("the commit of a transaction that failed before is an error, not a rollback in silence") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->begin();
  connection->execute("create table t (a integer)");
  CHECK_THROWS_AS(connection->execute("select no_such"), sql_error);
  CHECK(connection->in_transaction());
  CHECK(error_text<sql_error>([&] { connection->commit(); }) ==
        "the transaction had already failed, and was rolled back (25P02)");
  CHECK(!connection->in_transaction());
  CHECK(database.execute("select count(*) from pg_tables where tablename = 't'") == "0\n");
}

TEST_CASE("a deferred constraint that fails at the commit undoes tables and rows") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->execute(
      "create table a (id integer primary key);"
      "create table b (a_id integer constraint b_a references a deferrable initially deferred)");
  connection->begin();
  connection->execute("create table c (id integer)");
  connection->execute("insert into a values (1); insert into b values (2)");
  CHECK(error_text<sql_error>([&] { connection->commit(); }) ==
        "insert or update on table \"b\" violates foreign key constraint \"b_a\" (23503)\n"
        "  detail: Key (a_id)=(2) is not present in table \"a\".\n"
        "  in: commit");
  CHECK(!connection->in_transaction());
  CHECK(database.execute("select count(*) from a, b") == "0\n");
  CHECK(database.execute("select count(*) from pg_tables where tablename = 'c'") == "0\n");
}

TEST_CASE("SQLite takes the write lock when a transaction begins") {
  const sqlite_database database;
  const auto first = connected(database);
  first->execute("create table t (a)");
  first->begin();
  CHECK_THROWS_WITH(database.execute("pragma busy_timeout = 0; insert into t values (1)"),
                    "database is locked");
  first->commit();
  database.execute("insert into t values (1)");
}

TEST_CASE("SQLite waits for who is writing") {
  const sqlite_database database;
  const auto first = connected(database);
  const auto second = connected(database);
  first->execute("create table t (a)");
  first->begin();
  std::thread other([&] {
    second->begin();
    second->execute("insert into t values (2)");
    second->commit();
  });
  first->execute("insert into t values (1)");
  first->commit();
  other.join();
  CHECK(database.execute("select a from t order by a") == "1\n2\n");
}

TEST_CASE("SQLite leaves foreign keys unchecked until the commit, and checks them there") {
  const sqlite_database database;
  const auto connection = connected(database);
  connection->execute(
      "pragma foreign_keys = on;"
      "create table a (id integer primary key);"
      "create table b (id integer primary key, a_id integer references a (id));"
      "insert into a values (1); insert into b values (1, 1)");

  connection->begin();
  connection->watch_references();
  connection->execute("drop table a; create table a (id integer primary key, more text)");
  connection->execute("insert into a (id) values (1)");
  CHECK_NOTHROW(connection->commit());

  connection->begin();
  connection->watch_references();
  connection->execute("insert into b values (2, 7); insert into b values (3, 8)");
  CHECK(error_text<sql_error>([&] { connection->commit(); }) ==
        "foreign key check failed before the commit\n"
        "  detail: row 2 of 'b' refers to a row that 'a' does not have: b.a_id = 7; row 3 of 'b' "
        "refers to a row that 'a' does not have: b.a_id = 8");
  CHECK(connection->in_transaction());
  connection->rollback();
  CHECK(database.execute("select id from b") == "1\n");
}

TEST_CASE("SQLite names at most five rows of a failed foreign key check") {
  const sqlite_database database;
  const auto connection = connected(database);
  connection->execute(
      "create table a (id integer primary key);"
      "create table b (a_id integer references a (id), id text primary key) without rowid");
  connection->begin();
  connection->watch_references();
  connection->execute(
      "insert into b values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f'), (7, 'g')");
  const auto row = [](char key, char value) {
    return std::string("row '") + key +
           "' of 'b' refers to a row that 'a' does not have: b.a_id = " + value + "; ";
  };
  CHECK(error_text<sql_error>([&] { connection->commit(); }) ==
        "foreign key check failed before the commit\n  detail: " + row('a', '1') + row('b', '2') +
            row('c', '3') + row('d', '4') + row('e', '5') + "and 2 more");
  connection->rollback();
}

TEST_CASE("SQLite says what is wrong with a foreign key that it cannot check") {
  const sqlite_database database;
  const auto connection = connected(database);
  connection->begin();
  connection->watch_references();
  connection->execute(
      "create table a (id integer);"
      "create table b (a_id integer references a (id)); insert into b values (1)");
  CHECK(error_text<sql_error>([&] { connection->commit(); }) ==
        "foreign key check failed before the commit\n  detail: foreign key mismatch - \"b\" "
        "referencing \"a\"");
  connection->rollback();
}

TEST_CASE("the session is as it was at the connect after it is restored") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->execute("create table answer (a text)");
  const std::string ask =
      "insert into public.answer values (current_user || ' ' || session_user || ' ' || "
      "current_setting('search_path') || ' ' || current_setting('statement_timeout') || ' ' || "
      "current_setting('lock_timeout') || ' ' || current_setting('standard_conforming_strings'))";
  connection->execute(ask);
  connection->execute(
      "set session authorization pg_database_owner; reset session authorization;"
      "set role pg_read_all_data; set search_path = ''; set statement_timeout = 1234;"
      "set lock_timeout = 5; set standard_conforming_strings = off");
  connection->restore_session();
  connection->execute(ask);
  CHECK(database.execute("select distinct a from answer") ==
        "revise revise \"$user\", public 0 0 on\n");
}

}  // namespace test_transactions
