#include <vector>

#include "database/live.h"
#include "database/sql_error.h"
#include "support/counting_proxy.h"

namespace test_queue {

using namespace revise;
using namespace revise::test;

namespace {

using lines = std::vector<std::string>;

// Records the result of the statement `name` in `seen`.
answer_function noted(lines& seen, const std::string& name) {
  return [&seen, name](const statement_answer& answer) {
    try {
      seen.push_back(name + " " + std::to_string(answer.rows()));
    } catch (const sql_error& e) {
      seen.push_back(name + " " + e.what());
      throw;
    }
  };
}

}  // namespace

TEST_CASE_TEMPLATE("what is enqueued is done in its turn, and each is told what came of it",
                   Database, postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  lines seen;
  connection->begin();
  connection->enqueue("create table t (a integer)", {}, noted(seen, "create"));
  connection->enqueue("insert into t values ($1), ($2), ($3)", {1LL, 2LL, 3LL},
                      noted(seen, "insert"));
  connection->enqueue("update t set a = a + 10 where a > $1", {1LL}, noted(seen, "update"));
  connection->enqueue("delete from t where a = 99", {}, noted(seen, "delete"));
  CHECK(connection->in_transaction());
  CHECK(connection->in_begun_transaction());
  const result_set found = connection->query("select sum(a), count(*) from t", {});
  CHECK(*found.cells[0] == "26");
  CHECK(*found.cells[1] == "3");
  CHECK(seen == lines{"create 0", "insert 3", "update 2", "delete 0"});
  connection->commit();
  CHECK(database.execute("select count(*) from t") == "3\n");
}

TEST_CASE("one round trip takes all that is in the queue, and the commit is another") {
  const postgres_database database;
  counting_proxy proxy(database.url());
  const auto connection = connect(parse_database_url(proxy.url()));
  connection->execute("create table t (a integer)");
  const int before = proxy.round_trips();
  connection->begin(
      {.lock_timeout = std::chrono::seconds(5), .statement_timeout = std::chrono::seconds(6)});
  for (long long i = 0; i < 10; ++i) connection->enqueue("insert into t values ($1)", {i});
  connection->restore_session();
  CHECK(proxy.round_trips() == before);
  connection->flush();
  CHECK(proxy.round_trips() == before + 1);
  connection->flush();
  CHECK(proxy.round_trips() == before + 1);
  connection->commit();
  CHECK(proxy.round_trips() == before + 2);
  CHECK(database.execute("select count(*) from t") == "10\n");
}

TEST_CASE("nothing behind a statement that is refused is done, and its error is its own") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->execute("create table t (a integer unique)");
  for (int failing = 1; failing <= 10; ++failing) {
    CAPTURE(failing);
    lines seen;
    connection->begin();
    for (int i = 1; i <= 10; ++i) {
      const std::string n = std::to_string(i);
      connection->enqueue(
          i == failing ? "select " + n + ", no_such" : "insert into t values (" + n + ")", {},
          noted(seen, n));
    }
    CHECK(error_text<sql_error>([&] { connection->commit(); }) ==
          "column \"no_such\" does not exist (42703)\n"
          "  line 1 of the SQL, column " +
              std::to_string(failing < 10 ? 11 : 12) + ":\n    select " + std::to_string(failing) +
              ", no_such\n" + (failing < 10 ? "              ^" : "               ^"));
    lines expected;
    for (int i = 1; i < failing; ++i) expected.push_back(std::to_string(i) + " 1");
    expected.push_back(std::to_string(failing) + " column \"no_such\" does not exist (42703)");
    CHECK(seen == expected);
    CHECK(connection->in_transaction());
    CHECK(connection->has_failed());
    connection->rollback();
    CHECK(!connection->in_transaction());
    CHECK(database.execute("select count(*) from t") == "0\n");
  }
}

TEST_CASE_TEMPLATE("what an answer's function throws is thrown before the commit", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  connection->execute("create table t (a integer)");
  connection->begin();
  CHECK(error_text<error>([&] {
          connection->enqueue("delete from t", {}, [](const statement_answer& answer) {
            if (answer.rows() != 1) throw error("not one row");
          });
          connection->enqueue("insert into t values (1)");
          connection->commit();
        }) == "not one row");
  CHECK(connection->in_transaction());
  CHECK(!connection->has_failed());
  connection->rollback();
  CHECK(database.execute("select count(*) from t") == "0\n");
}

TEST_CASE("a refusal is thrown though its function says nothing") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->begin();
  connection->enqueue("select no_such", {}, [](const statement_answer&) {});
  CHECK_THROWS_AS(connection->flush(), sql_error);
  connection->rollback();
}

TEST_CASE("a rollback drops what is in the queue") {
  const postgres_database database;
  counting_proxy proxy(database.url());
  const auto connection = connect(parse_database_url(proxy.url()));
  const int before = proxy.round_trips();
  connection->begin();
  connection->enqueue("create table t (a integer)");
  connection->rollback();
  CHECK(!connection->in_transaction());
  connection->flush();
  CHECK(proxy.round_trips() == before);
  CHECK(database.execute("select to_regclass('t') is null") == "t\n");
}

TEST_CASE_TEMPLATE("ten thousand statements are done in their order, and few are kept", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  connection->execute("create table t (n integer)");
  connection->begin();
  int answered = 0;
  int most = 0;
  for (int i = 0; i < 10'000; ++i) {
    connection->enqueue("insert into t select $1 where (select count(*) from t) = $2",
                        {static_cast<long long>(i), static_cast<long long>(i)},
                        [&](const statement_answer& answer) {
                          CHECK(answer.rows() == 1);
                          ++answered;
                        });
    most = std::max(most, i + 1 - answered);
  }
  connection->commit();
  CHECK(answered == 10'000);
  CHECK(most < 64);
  CHECK(database.execute("select count(*), min(n), max(n) from t") == "10000|0|9999\n");
}

TEST_CASE("statements of megabytes fit into the queue, and results of megabytes do not block it") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->begin();
  connection->enqueue("create table t (a text)");
  const std::string large(3'000'000, 'x');
  for (int i = 0; i < 3; ++i) {
    connection->enqueue("insert into t values ($1)", {large});
    connection->enqueue("insert into t values ('" + large + "')");
    connection->enqueue("select a, a, a from t");
  }
  for (int i = 0; i < 60; ++i) connection->enqueue("select repeat('y', 500000)");
  connection->commit();
  CHECK(database.execute("select count(*), sum(length(a)) from t") == "6|18000000\n");
}

TEST_CASE("the number of parameters is told as it is of a statement by itself") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->begin();
  connection->enqueue("select $1::int, $2::int", {1LL});
  CHECK(error_text<sql_error>([&] { connection->flush(); }) ==
        "the SQL takes 2 parameters, and 1 was given\n  in: select $1::int, $2::int\n"
        "hint: give a value for each of $1, $2, … in the SQL");
  connection->rollback();
}

TEST_CASE("what has nothing in it is no statement, and is answered") {
  const postgres_database database;
  const auto connection = connected(database);
  lines seen;
  connection->begin();
  for (const char* nothing : {"", " ", ";", "-- a comment"}) {
    connection->enqueue(nothing, {}, noted(seen, nothing));
  }
  connection->commit();
  CHECK(seen == lines{" 0", "  0", "; 0", "-- a comment 0"});
}

TEST_CASE("notices of what was enqueued arrive when it is sent") {
  const postgres_database database;
  lines said;
  const auto connection =
      connected(database, [&](std::string_view text) { said.emplace_back(text); });
  connection->begin();
  connection->enqueue("drop table if exists t");
  connection->enqueue("drop table if exists u");
  CHECK(said.empty());
  connection->flush();
  CHECK(said == lines{"NOTICE:  table \"t\" does not exist, skipping",
                      "NOTICE:  table \"u\" does not exist, skipping"});
  connection->rollback();
}

TEST_CASE("a server that ends the connection in the middle of the queue is told as such") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->begin();
  connection->enqueue("create table t (a integer)");
  connection->enqueue("select pg_terminate_backend(pg_backend_pid())");
  connection->enqueue("create table u (a integer)");
  CHECK(error_text<connection_error>([&] { connection->commit(); }) ==
        "the connection to the server was lost: FATAL:  terminating connection due to "
        "administrator command\nserver closed the connection unexpectedly\n"
        "\tThis probably means the server terminated abnormally\n"
        "\tbefore or while processing the request.");
  CHECK(!connection->is_alive());
  CHECK(!connection->in_transaction());
  connection->rollback();
  CHECK(database.execute("select count(*) from pg_tables where tablename in ('t', 'u')") == "0\n");
}

TEST_CASE("a statement_timeout is each statement's own, and holds from where it is set") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->begin({.lock_timeout = {}, .statement_timeout = std::chrono::milliseconds(400)});
  for (int i = 0; i < 6; ++i) connection->enqueue("select pg_sleep(0.15)");
  connection->flush();
  connection->enqueue("set local statement_timeout = 50");
  connection->enqueue("select pg_sleep(10)");
  CHECK(error_text<sql_error>([&] { connection->flush(); }) ==
        "canceling statement due to statement timeout (57014)\n  in: select pg_sleep(10)");
  connection->rollback();
}

}  // namespace test_queue
