// A default that SQLite cannot compute is refused when it is set, not at each insert.
#include "database/rebuilt.h"

namespace test_sqlite_defaults {

using namespace revise;
using namespace revise::test;

namespace {

std::string refusal(const std::string& expression, const std::string& why) {
  return "column 'd' of table 't': sqlite cannot compute the default '" + expression + "': " + why +
         "\nhint: a default in sqlite is a literal, current_timestamp or an expression with "
         "functions of sqlite, such as (lower(hex(randomblob(16)))); op.database() tells which "
         "database runs the migration";
}

// The value that a row without one gets; or the error.
std::string value_of(const std::string& expression) {
  rebuilt database("create table other (x integer)");
  const lines result = database.change([&](operations& op) {
    op.create_table(
        "t", {column("id", integer).primary_key(), column("d", text).server_default(expression)});
  });
  if (result.size() == 1 && result[0].find("is new") == std::string::npos) return result[0];
  return database.execute("insert into t (id) values (1); select quote(d) from t");
}

}  // namespace

TEST_CASE("a default is a literal or an expression, with parentheses where it needs them") {
  CHECK(value_of("5%2") == "'1'\n");
  CHECK(value_of("~5") == "'-6'\n");
  CHECK(value_of("-1") == "'-1'\n");
  CHECK(value_of("+ 1.5") == "'1.5'\n");
  CHECK(value_of("1e3") == "'1000.0'\n");
  CHECK(value_of("1e-3") == "'0.001'\n");
  CHECK(value_of("0x1F") == "'31'\n");
  CHECK(value_of("not 1") == "'0'\n");
  CHECK(value_of("1<2") == "'1'\n");
  CHECK(value_of("'a'||'b'") == "'ab'\n");
  CHECK(value_of("'it''s (a) \"b\"'") == "'it''s (a) \"b\"'\n");
  CHECK(value_of("x'00ff'") == "X'00FF'\n");
  CHECK(value_of("(1) + (2)") == "'3'\n");
  CHECK(value_of("((1) + (2))") == "'3'\n");
  CHECK(value_of("lower('A')") == "'a'\n");
  CHECK(value_of("case when 1 then 'x' end") == "'x'\n");
  CHECK(value_of("null") == "NULL\n");
  CHECK(value_of("TRUE") == "'1'\n");
  for (const char* now : {"now()", "NOW()", "Now ( )", "(now())", "current_timestamp",
                          "CURRENT_TIMESTAMP", "now(\n)"}) {
    CAPTURE(now);
    CHECK(value_of(now).size() == std::string("'2026-11-21 00:00:00'\n").size());
  }
}

TEST_CASE("a default that SQLite cannot compute is refused") {
  // SQLite can compute these in a query.
  CHECK(value_of("sum(1)") == refusal("sum(1)", "unknown function: sum()"));
  CHECK(value_of("(count(*))") == refusal("(count(*))", "unknown function: count()"));
  CHECK(value_of("1 + max(2)") == refusal("1 + max(2)", "unknown function: max()"));
  CHECK(value_of("group_concat('a')") ==
        refusal("group_concat('a')", "unknown function: group_concat()"));
  CHECK(value_of("row_number() over ()") ==
        refusal("row_number() over ()", "default value of column [value] is not constant"));
  CHECK(value_of("sum(1) over ()") ==
        refusal("sum(1) over ()", "default value of column [value] is not constant"));
  CHECK(value_of("(select 1)") == refusal("(select 1)", "near \"select\": syntax error"));
  CHECK(value_of("max(1, 2)") == "'2'\n");
  CHECK(value_of("gen_random_uuid()") ==
        refusal("gen_random_uuid()", "no such function: gen_random_uuid"));
  CHECK(value_of("(GEN_RANDOM_UUID())") ==
        refusal("(GEN_RANDOM_UUID())", "no such function: GEN_RANDOM_UUID"));
  CHECK(value_of("now() at time zone 'utc'") ==
        refusal("now() at time zone 'utc'", "near \"at\": syntax error"));
  CHECK(value_of("foo") == refusal("foo", "no such column: foo"));
  CHECK(value_of("json('x')") == refusal("json('x')", "malformed JSON"));

  rebuilt database("create table t (id integer, d text); insert into t values (1, 'x')");
  CHECK(database.change([](operations& op) { op.set_default("t", "d", "no_such(1)"); }) ==
        lines{refusal("no_such(1)", "no such function: no_such")});
  CHECK(database.change([](operations& op) { op.set_default("t", "d", "avg(1)"); }) ==
        lines{refusal("avg(1)", "unknown function: avg()")});
  CHECK(database.change([](operations& op) {
    op.drop_column("t", "d");
    op.add_column("t", column("d", text).server_default("no_such(1)"));
  }) == lines{refusal("no_such(1)", "no such function: no_such")});
  CHECK(database.change([](operations& op) {
    op.set_default("t", "d", "5%3");
    op.add_column("t", column("e", integer).server_default("~1"));
  }) == lines{"table 't': default of column 'd' is 5 % 3, was none",
              "table 't': column 'e' is new"});
  CHECK(database.execute("insert into t (id) values (2); select d, e from t") == "x|-2\n2|-2\n");
}

}  // namespace test_sqlite_defaults
