#include "cli/sql_slip.h"

#include <doctest/doctest.h>

namespace test_cli_sql_slip {

using revise::tool::sql_slip_hint;

TEST_CASE("a column that does not exist and is an expression, an order or a list gets a hint") {
  CHECK(sql_slip_hint("a.cpp:7: column \"lower(email)\" does not exist (42703)") ==
        "write an expression in parentheses: {\"(lower(email))\"}");
  CHECK(sql_slip_hint("a.cpp:7: table t has no column named lower(email)") ==
        "write an expression in parentheses: {\"(lower(email))\"}");
  CHECK(sql_slip_hint("no such column: lower(email)") ==
        "write an expression in parentheses: {\"(lower(email))\"}");
  CHECK(sql_slip_hint("column \"at desc\" does not exist (42703)") ==
        "give the order next to the name: {index_column(\"at\").descending()}");
  CHECK(sql_slip_hint("column \"at asc\" of relation \"t\" does not exist") == "");
  CHECK(sql_slip_hint("column \"a, b\" does not exist (42703)") ==
        "write each name as a string of its own: {\"a\", \"b\"}");
  CHECK(sql_slip_hint("column \"emial\" does not exist (42703)") == "");
  CHECK(sql_slip_hint("column \"Amount (USD)\" does not exist (42703)") == "");
  CHECK(sql_slip_hint("relation \"f(a)\" does not exist (42P01)") == "");
}

TEST_CASE("what exists already may have been made without revise") {
  for (const char* message :
       {"relation \"users\" already exists (42P07)", "a.cpp:7: table users already exists",
        "column \"name\" of relation \"users\" already exists (42701)"}) {
    CHECK(sql_slip_hint(message) ==
          "if it was made without revise: revise stamp REVISION, with the last revision that the "
          "database already has");
  }
}

TEST_CASE("a name that revise makes for a constraint and that is taken gets a hint") {
  CHECK(
      sql_slip_hint("a.cpp:7: constraint \"t_check\" for relation \"t\" already exists (42710)") ==
      "give the constraint a name of its own: check(\"NAME\", \"SQL\")");
  CHECK(sql_slip_hint("constraint \"t_a_fkey\" for relation \"t\" already exists (42710)") ==
        "give the constraint a name of its own: foreign_key(\"NAME\", {\"COLUMN\"}, \"TABLE\", "
        "{\"COLUMN\"})");
  CHECK(sql_slip_hint("relation \"t_a_key\" already exists (42P07)") ==
        "give the constraint a name of its own: unique(\"NAME\", {\"COLUMN\"})");
  CHECK(sql_slip_hint("a.cpp:7: table 't' already has a constraint 't_check'") ==
        "give the constraint a name of its own: check(\"NAME\", \"SQL\")");
  CHECK(sql_slip_hint("role \"app\" already exists (42710)") == "");
  CHECK(sql_slip_hint("relation \"t_a_key\" does not exist (42P01)") == "");
}

}  // namespace test_cli_sql_slip
