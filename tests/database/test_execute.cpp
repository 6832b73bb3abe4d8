#include <vector>

#include "database/live.h"
#include "database/sql_error.h"

namespace test_execute {

using namespace revise;
using namespace revise::test;

namespace {

sql_failure failure_of(connection& database, const std::string& sql) {
  try {
    database.execute(sql);
  } catch (const sql_error& thrown) {
    return thrown.failure();
  }
  FAIL("no sql_error: ", sql);
  return {};
}

}  // namespace

TEST_CASE("raw SQL reaches PostgreSQL as it is") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->execute("create table t (a text)");
  connection->execute("insert into t select ((array[1,2,3])[1:2])::text");
  connection->execute("insert into t values ('a:b'), (':name'), ('50%s'), ($$it's :d$$)");
  connection->execute("insert into t values ($x$ ; -- 'no comment' $y$ $x$)");
  connection->execute("do $$ begin insert into t values ('x' || ':y'); end $$");
  CHECK(database.execute("select a from t") ==
        "{1,2}\na:b\n:name\n50%s\nit's :d\n ; -- 'no comment' $y$ \nx:y\n");
}

TEST_CASE("raw SQL reaches SQLite as it is") {
  const sqlite_database database;
  const auto connection = connected(database);
  connection->execute("create table t (a text)");
  connection->execute("insert into t values ('a:b'), (':name'), ('50%s'), ('it''s; --')");
  connection->execute(
      "create trigger g after insert on t begin delete from t where a = 'x:y'; end;\n"
      "insert into t values ('x:y')");
  CHECK(database.execute("select a from t") == "a:b\n:name\n50%s\nit's; --\n");
}

TEST_CASE_TEMPLATE("several statements run, whatever stands between and after them", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  connection->execute(
      "create table t (a integer); ;\n"
      "insert into t values (1); /* select 1; */ insert into t values (2)\n;\n"
      "select a from t; insert into t values (3) -- the end");
  CHECK(database.execute("select a from t order by a") == "1\n2\n3\n");
  for (const char* nothing : {"", " ", ";", ";;\n", "-- a comment", "/* one */ -- and another\n"}) {
    CAPTURE(nothing);
    CHECK_NOTHROW(connection->execute(nothing));
  }
}

TEST_CASE_TEMPLATE("SQL with a NUL byte is refused before anything of it runs", Database,
                   postgres_database, sqlite_database) {
  using namespace std::string_literals;
  const Database database;
  const auto connection = connected(database);
  const std::string sql = "create table t (a integer); \0 drop table t"s;
  CHECK(error_text<sql_error>([&] { connection->execute(sql); }) ==
        "the SQL contains a NUL byte and would be cut there\n"
        "  in: create table t (a integer); ");
  connection->execute("create table t (a integer)");
}

TEST_CASE("copy from and to the client is refused, and the connection is usable afterwards") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->execute("create table t (a integer)");
  const auto refused = [](const std::string& sql) {
    return "copy from or to the client cannot be sent as SQL text\n  in: " + sql +
           "\nhint: use insert, or copy from a file on the server";
  };
  for (const std::string sql :
       {"copy t from stdin", "copy t to stdout",
        "copy (select generate_series(1, 100000)) to stdout",
        "copy t from stdin; insert into t values (1)", "copy t to stdout; copy t from stdin",
        "copy t to stdout; copy t to stdout", "copy t to stdout; select no_such"}) {
    CAPTURE(sql);
    CHECK(error_text<sql_error>([&] { connection->execute(sql); }) == refused(sql));
    connection->execute("insert into t values (7)");
    CHECK(!connection->in_transaction());
  }
  connection->begin();
  CHECK_THROWS_AS(connection->execute("copy t from stdin"), sql_error);
  CHECK(connection->in_transaction());
  connection->rollback();
  CHECK(database.execute("select distinct a, count(*) from t group by a") == "7|7\n");
}

TEST_CASE("what the server says besides results reaches the function, message by message") {
  const postgres_database database;
  std::vector<std::string> said;
  const auto connection =
      connected(database, [&](std::string_view text) { said.emplace_back(text); });
  connection->execute(
      "drop table if exists t; do $$ begin raise warning E'two\nlines' using hint = 'none'; "
      "end $$");
  CHECK(said == std::vector<std::string>{"NOTICE:  table \"t\" does not exist, skipping",
                                         "WARNING:  two\nlines\nHINT:  none"});
  CHECK_NOTHROW(connected(database)->execute("drop table if exists t"));
}

TEST_CASE("a refusal of PostgreSQL carries all that the server said") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->execute("create table t (a integer constraint one unique)");
  connection->execute("insert into t values (1)");

  const sql_failure unknown = failure_of(*connection, "select 1; select no_such from t");
  CHECK(unknown.sqlstate == "42703");
  CHECK(unknown.message == "column \"no_such\" does not exist");
  CHECK(unknown.statement == "select 1; select no_such from t");
  CHECK(unknown.position == 18);
  CHECK(unknown.completed == 1);

  const sql_failure twice = failure_of(*connection, "insert into t values (1)");
  CHECK(twice.sqlstate == "23505");
  CHECK(twice.message == "duplicate key value violates unique constraint \"one\"");
  CHECK(twice.detail == "Key (a)=(1) already exists.");
  CHECK(twice.position == 0);

  const sql_failure raised = failure_of(
      *connection, "do $$ begin raise 'no' using hint = 'try', errcode = 'RV001'; end $$");
  CHECK(raised.sqlstate == "RV001");
  CHECK(raised.message == "no");
  CHECK(raised.hint == "try");
  CHECK(raised.context == "PL/pgSQL function inline_code_block line 1 at RAISE");
}

TEST_CASE("a position is a byte, though PostgreSQL counts characters") {
  const postgres_database database;
  const auto connection = connected(database);
  CHECK(failure_of(*connection, "select 'üß€', no_such").position == 19);
  CHECK(failure_of(*connection, "select '😀' union select no_such").position == 28);
  CHECK(failure_of(*connection, "select (").position == 9);
}

TEST_CASE("bytes that are no UTF-8 are named by their place, which PostgreSQL does not tell") {
  const postgres_database database;
  const auto connection = connected(database);
  const sql_failure latin = failure_of(*connection, "select 1;\nselect 'gr\xfc\xdf'");
  CHECK(latin.sqlstate == "22021");
  CHECK(latin.message == "invalid byte sequence for encoding \"UTF8\": 0xfc");
  CHECK(latin.position == 21);
  // Text that is decoded only at run time has no position in the SQL.
  const sql_failure converted =
      failure_of(*connection, "select 'ü'; select convert_from('\\xfc', 'UTF8')");
  CHECK(converted.sqlstate == "22021");
  CHECK(converted.position == 0);
  CHECK(converted.completed == 1);
}

TEST_CASE("a refusal of SQLite carries the place in the text") {
  const sqlite_database database;
  const auto connection = connected(database);
  connection->execute("create table t (a integer unique)");
  const sql_failure unknown = failure_of(*connection, "select 'ü';\n select no_such from t");
  CHECK(unknown.sqlstate.empty());
  CHECK(unknown.message == "no such column: no_such");
  CHECK(unknown.statement == "select 'ü';\n select no_such from t");
  CHECK(unknown.position == 22);
  const sql_failure twice =
      failure_of(*connection, "insert into t values (1);\n  insert into t values (1); select 1");
  CHECK(twice.message == "UNIQUE constraint failed: t.a");
  CHECK(twice.position == 0);
  CHECK(twice.completed == 1);
  CHECK(database.execute("select count(*) from t") == "1\n");
}

TEST_CASE("text is sent as UTF-8, whatever the encoding of the database") {
  const postgres_database server;
  server.execute("create database " + server.name() +
                 "_latin encoding 'LATIN1' locale 'C' template template0");
  const std::string url = with_database(server.url(), server.name() + "_latin");
  {
    const auto connection = connect(parse_database_url(url));
    connection->execute("create table t (a text); insert into t values ('ü')");
    connection->execute(
        "reset all; do $$ begin assert (select octet_length(a) from t) = 1; end $$");
    connection->execute("set client_encoding = 'LATIN1'");
    connection->restore_session();
    connection->execute("do $$ begin assert (select a from t) = 'ü'; end $$");
  }
  server.execute("drop database " + server.name() + "_latin");
}

TEST_CASE("a connection that the server ended is told as such") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->begin();
  database.execute(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'revise' "
      "and datname = current_database()");
  CHECK(error_text<connection_error>([&] { connection->execute("select 1"); }) ==
        "the connection to the server was lost: FATAL:  terminating connection due to "
        "administrator command\nserver closed the connection unexpectedly\n"
        "\tThis probably means the server terminated abnormally\n"
        "\tbefore or while processing the request.");
  CHECK(!connection->in_transaction());
  CHECK_NOTHROW(connection->rollback());
  CHECK_THROWS_AS(connection->execute("select 1"), connection_error);
}

TEST_CASE("a placeholder without a value is no null on SQLite") {
  const sqlite_database database;
  const auto session = connected(database);
  session->execute("create table t (n integer); insert into t values (1)");
  for (const char* sql : {"update t set n = $1", "select 1; delete from t where n is ? or 1",
                          "update t set n = :x", "update t set n = @x"}) {
    CAPTURE(sql);
    CHECK(error_text([&] {
            session->execute(sql);
          }).find("the SQL has a placeholder, but no value was given") == 0);
  }
  CHECK(database.execute("select n from t") == "1\n");
}

}  // namespace test_execute
