// A primary key over nulls is refused, as in PostgreSQL: SQLite would number or keep them.
#include "database/rebuilt.h"

namespace test_sqlite_primary_key {

using namespace revise;
using namespace revise::test;

namespace {

template <class Call>
std::string said(const rebuilt& database, const lines& result, Call&& content_of) {
  REQUIRE(result.size() == 1);
  CHECK(content_of(database) == "||x\n5|5|y\n");
  return result[0];
}

std::string content(const rebuilt& database) {
  return database.execute("select a, b, c from t order by c");
}

constexpr const char* with_nulls =
    "create table t (a integer, b text, c text); insert into t values (null, null, 'x'), (5, '5', "
    "'y')";

}  // namespace

TEST_CASE("a primary key is not added over nulls") {
  rebuilt database(with_nulls);
  const auto refused = [&](auto&& call) { return said(database, database.change(call), content); };
  CHECK(refused([](operations& op) { op.add_constraint("t", primary_key({"a"})); }) ==
        "column 'a' of table 't' contains null values");
  CHECK(refused([](operations& op) { op.add_constraint("t", primary_key({"b"})); }) ==
        "column 'b' of table 't' contains null values");
  CHECK(refused([](operations& op) {
          op.add_constraint("t", primary_key({"c", "A"}));
        }) == "column 'A' of table 't' contains null values");
  CHECK(refused([](operations& op) { op.add_column("t", column("k", text).primary_key()); }) ==
        "column 'k' of table 't' contains null values");
  database.execute("update t set c = 'y'");
  CHECK(database.change([](operations& op) { op.add_constraint("t", primary_key({"c"})); })[0]
            .starts_with("UNIQUE constraint failed: t.c\n"));
}

TEST_CASE("a key that held nulls is not turned into one that numbers them") {
  rebuilt database(
      "create table t (a integer, b text primary key, c text); insert into t values "
      "(null, null, 'x'), (5, '5', 'y')");
  const auto refused = [&](auto&& call) { return said(database, database.change(call), content); };
  CHECK(refused([](operations& op) { op.alter_column_type("t", "b", integer); }) ==
        "column 'b' of table 't' contains null values");
  CHECK(refused([](operations& op) {
          op.alter_column_type("t", "b", text, {.using_expression = "t.a + 1"});
        }) == "column 'b' of table 't' contains null values");
  // Nulls that the key has allowed are kept if something else changes.
  CHECK(database.change([](operations& op) { op.set_not_null("t", "c"); }) ==
        lines{"table 't': column 'c' is not null, was nullable"});
  CHECK(content(database) == "||x\n5|5|y\n");
}

TEST_CASE("a primary key is added where there are no nulls, and to an empty table") {
  rebuilt database(
      "create table t (a integer, b text); insert into t values (7, 'x'), (5, 'y');"
      "create table e (a integer)");
  CHECK(database.change([](operations& op) {
    op.add_constraint("t", primary_key({"a"}));
    op.add_constraint("e", primary_key({"a"}));
  }) == lines{"table 'e': constraint 'e_pkey' is new", "table 't': constraint 't_pkey' is new"});
  CHECK(database.execute("select * from t") == "5|y\n7|x\n");
}

}  // namespace test_sqlite_primary_key
