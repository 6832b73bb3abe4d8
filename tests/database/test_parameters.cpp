#include <limits>

#include "database/live.h"
#include "database/sql_error.h"

namespace test_parameters {

using namespace revise;
using namespace revise::test;

namespace {

using parameters = std::vector<sql_value>;

// One line per row, with cells between bars; `~` is null.
std::string text_of(const result_set& found) {
  std::string text;
  for (std::size_t i = 0; i < found.cells.size(); ++i) {
    text += found.cells[i].value_or("~") + ((i + 1) % found.columns.size() == 0 ? '\n' : '|');
  }
  return text;
}

std::string refusal(connection& database, const std::string& sql, const parameters& given) {
  return error_text<error>([&] { database.query(sql, given); });
}

}  // namespace

TEST_CASE_TEMPLATE("parameters reach the database as values, never as SQL", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  connection->execute("create table t (i bigint, d double precision, s text, b integer)");
  const parameters row = {std::numeric_limits<long long>::min(), 0.1, "it's $1 :x ? \\ 'ü'", 1LL};
  CHECK(connection->execute("insert into t values ($1, $2, $3, $4)", row) == 1);
  CHECK(connection->execute("insert into t values ($2, $1, $4, $3)", {{}, 9LL, {}, {}}) == 1);
  CHECK(connection->execute("update t set s = s", {}) == 2);
  CHECK(text_of(connection->query("select * from t order by i", {})) ==
        "-9223372036854775808|0.1|it's $1 :x ? \\ 'ü'|1\n9|~|~|~\n");
  CHECK(text_of(connection->query("select s from t where i = $1 or s = $2", {9LL, "x"})) == "~\n");
  CHECK(connection->query("select 1 as a, 2 as \"B b\"", {}).columns ==
        std::vector<std::string>{"a", "B b"});
  CHECK(connection->query("select * from t where 1 = 0", {}).columns.size() == 4);
  CHECK(connection->query("select * from t", {}).rows == 2);
  CHECK(connection->query("delete from t", {}).rows == 0);
}

TEST_CASE_TEMPLATE("a wrong number of parameters is told as such", Database, postgres_database,
                   sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  const auto said = [](const std::string& what, const std::string& sql) {
    return "the SQL takes " + what + " given\n  in: " + sql +
           "\nhint: give a value for each of $1, $2, … in the SQL";
  };
  CHECK(refusal(*connection, "select 1 where 1 = $1", {}) ==
        said("1 parameter, and 0 were", "select 1 where 1 = $1"));
  CHECK(refusal(*connection, "select 1 where 1 = $1 and 2 = $2", {1LL}) ==
        said("2 parameters, and 1 was", "select 1 where 1 = $1 and 2 = $2"));
  CHECK(refusal(*connection, "select 1", {1LL, 2LL}) ==
        said("0 parameters, and 2 were", "select 1"));
  CHECK(text_of(connection->query("select 1", {})) == "1\n");
}

TEST_CASE("SQLite takes one statement, and placeholders with a number") {
  const sqlite_database database;
  const auto connection = connected(database);
  CHECK(refusal(*connection, "select 1; select 2", {}) ==
        "only a single statement can have parameters or a result\n"
        "  line 1 of the SQL, column 11:\n    select 1; select 2\n              ^");
  CHECK(text_of(connection->query("select 1; -- the end\n ;", {})) == "1\n");
  CHECK(refusal(*connection, " -- nothing", {}) ==
        "the SQL contains no statement\n  in: -- nothing");
  CHECK(refusal(*connection, "select ?", {1LL}) ==
        "'?' is not a placeholder\n  in: select ?\nhint: placeholders are $1, $2, …");
  CHECK(refusal(*connection, "select :a", {1LL}) ==
        "':a' is not a placeholder\n  in: select :a\nhint: placeholders are $1, $2, …");
  CHECK(refusal(*connection, "select $a", {1LL}) ==
        "'$a' is not a placeholder\n  in: select $a\nhint: placeholders are $1, $2, …");
  CHECK(refusal(*connection, "select $1::text", {1LL}) ==
        "'$1::text' is not a placeholder\n  in: select $1::text\n"
        "hint: sqlite has no '::', use cast($1 as …)");
  CHECK(refusal(*connection, "select $2", {1LL, 2LL}) ==
        "parameter $1 does not occur in the SQL\n  in: select $2");
  CHECK(refusal(*connection, "select no_such, $1", {1LL}) ==
        "no such column: no_such\n  line 1 of the SQL, column 8:\n    select no_such, $1\n"
        "           ^");
}

TEST_CASE("PostgreSQL takes one statement where there are parameters") {
  const postgres_database database;
  const auto connection = connected(database);
  CHECK(refusal(*connection, "select 1; select 2", {}) ==
        "cannot insert multiple commands into a prepared statement (42601)\n"
        "  in: select 1; select 2");
  CHECK(refusal(*connection, "select $2::int", {1LL, 2LL}) ==
        "could not determine data type of parameter $1 (42P18)\n  in: select $2::int");
  CHECK(refusal(*connection, "copy (select 1) to stdout", {}) ==
        "copy from or to the client cannot be sent as SQL text\n  in: copy (select 1) to stdout\n"
        "hint: use insert, or copy from a file on the server");
  CHECK(refusal(*connection, "select 1", parameters(65'536)) ==
        "one statement has 65536 parameters, but postgresql accepts at most 65535\n"
        "hint: use bulk_insert for many rows");
}

TEST_CASE_TEMPLATE("bytes come back in hex, also where the role has another output", Database,
                   postgres_database, sqlite_database) {
  using namespace std::string_literals;
  const Database database;
  const auto connection = connected(database);
  connection->execute("create table t (b " +
                      std::string(connection->kind() == database_kind::sqlite ? "blob" : "bytea") +
                      ")");
  connection->execute("insert into t values ($1)", {sql_bytes{"\0\\'\xff"s}});
  connection->execute("insert into t values ($1)", {sql_bytes{}});
  CHECK(text_of(connection->query("select b from t", {})) == "\\x005c27ff\n\\x\n");
  if (connection->kind() == database_kind::sqlite) return;
  connection->execute("set bytea_output = 'escape'");
  CHECK(text_of(connection->query("select b from t", {})) == "\\x005c27ff\n\\x\n");
}

TEST_CASE_TEMPLATE("rows go into a table in bulk, all or none", Database, postgres_database,
                   sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  connection->execute("create table t (a integer not null, b text)");
  const std::vector<value> first = {1, "tab\t newline\n return\r backslash\\ \\N \\."};
  const std::vector<value> second = {2, nullptr};
  const std::vector<value> wrong = {nullptr, "x"};
  {
    const auto writer = connection->begin_bulk("t", {"a", "b"});
    writer->add(first);
    writer->add(second);
    writer->finish();
  }
  CHECK(text_of(connection->query("select a, b from t order by a", {})) ==
        "1|tab\t newline\n return\r backslash\\ \\N \\.\n2|~\n");
  connection->begin();
  {
    const auto writer = connection->begin_bulk("t", {"a", "b"});
    for (int i = 0; i < 100'000; ++i) writer->add(first);
  }
  CHECK(connection->in_transaction());
  connection->rollback();
  CHECK_THROWS_AS(
      [&] {
        const auto writer = connection->begin_bulk("t", {"a", "b"});
        writer->add(first);
        writer->add(wrong);
        writer->finish();
      }(),
      sql_error);
  CHECK(text_of(connection->query("select count(*) from t", {})) == "2\n");
  CHECK_THROWS_AS(connection->begin_bulk("t", {"no_such"}), sql_error);
  CHECK(!connection->in_transaction());
}

}  // namespace test_parameters
