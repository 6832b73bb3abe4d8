#include "dialect/inlined_parameters.h"

#include <doctest/doctest.h>

#include "support/error_text.h"

namespace test_dialect_inlined_parameters {

using namespace revise;
using namespace revise::test;
using namespace std::string_literals;

namespace {

std::string on_postgresql(std::string_view sql, const std::vector<sql_value>& parameters) {
  return with_parameters(sql, parameters, database_kind::postgresql);
}

std::string refusal(std::string_view sql, const std::vector<sql_value>& parameters) {
  return error_text([&] { return on_postgresql(sql, parameters); });
}

std::string on_sqlite(std::string_view sql, const std::vector<sql_value>& parameters) {
  return with_parameters(sql, parameters, database_kind::sqlite);
}

}  // namespace

TEST_CASE("a parameter becomes a literal where it stands as a parameter") {
  CHECK(on_sqlite("insert into t values ($1, $2)", {7LL, "it's"s}) ==
        "insert into t values (7, 'it''s')");
  CHECK(on_sqlite("select $2, $1, $2", {"a"s, "b"s}) == "select 'b', 'a', 'b'");
  // No parameter is replaced in quoted text, in a comment, in a name or in an inserted value.
  CHECK(on_sqlite("select '$1', \"$1\", a$1 /* $1 */, $1 -- $1", {"$1"s}) ==
        "select '$1', \"$1\", a$1 /* $1 */, '$1' -- $1");
  std::vector<sql_value> many(12, "x"s);
  many[11] = "last"s;
  CHECK(on_sqlite("select $12, $1", many) == "select 'last', 'x'");
}

TEST_CASE("PostgreSQL finds the types of parameters as it does for a connection") {
  CHECK(on_postgresql("insert into t values ($1, $2), ('$1', $2 + 1) -- two", {7LL, "it's"s}) ==
        "prepare revise_execute as insert into t values ($1, $2), ('$1', $2 + 1); -- two\n"
        "execute revise_execute('7', 'it''s');\n"
        "deallocate revise_execute");
  CHECK(on_postgresql("/* a */ With x as (select $1) select 1", {true}) ==
        "prepare revise_execute as /* a */ With x as (select $1) select 1;\n"
        "execute revise_execute('t');\n"
        "deallocate revise_execute");
  CHECK(on_postgresql("(select $1)", {std::monostate()}) ==
        "prepare revise_execute as (select $1);\n"
        "execute revise_execute(null);\n"
        "deallocate revise_execute");
  CHECK(on_postgresql("create table t as select $1::int, $$ $1 $$", {7LL}) ==
        "create table t as select '7'::int, $$ $1 $$");
}

TEST_CASE("the parameters are as many as the statement takes") {
  CHECK(refusal("select $1", {}) ==
        "the SQL takes 1 parameter, and 0 were given\n"
        "hint: give a value for each of $1, $2, … in the SQL");
  CHECK(refusal("select $2", {1LL}) ==
        "the SQL takes 2 parameters, and 1 was given\n"
        "hint: give a value for each of $1, $2, … in the SQL");
  CHECK(refusal("select '$1'", {1LL}) ==
        "the SQL takes 0 parameters, and 1 was given\n"
        "hint: give a value for each of $1, $2, … in the SQL");
  CHECK(refusal("select $0, $1", {1LL}) ==
        "the SQL has a parameter $0, but parameters are numbered from $1\n"
        "hint: give a value for each of $1, $2, … in the SQL");
  CHECK(refusal("select $99999999999999999999", {1LL}) ==
        "the SQL takes 65536 parameters, and 1 was given\n"
        "hint: give a value for each of $1, $2, … in the SQL");
  CHECK(refusal("select $1; select $1", {1LL}) ==
        "SQL with parameters can only be a single statement");
  CHECK(refusal("select $1;", {1LL}) == "no error");
}

}  // namespace test_dialect_inlined_parameters
