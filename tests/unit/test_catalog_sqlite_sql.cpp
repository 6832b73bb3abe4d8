#include "catalog/sqlite_sql.h"

#include <doctest/doctest.h>

#include "catalog/sqlite_table.h"

using namespace revise::catalog;

namespace {

std::string normal(std::string_view sql) { return text_of(tokens_of(sql), {"t", "my_name"}); }

}  // namespace

TEST_CASE("white space, comments and the case of words do not matter") {
  CHECK(normal("CREATE  Table\n t -- one\n(a /* two */ INT,b)") == "create table t(a int, b)");
  CHECK(normal("a/*") == "a");
  CHECK(normal("a--") == "a");
  CHECK(normal("") == "");
}

TEST_CASE("strings and blobs stay as they are") {
  CHECK(normal("'It''s  -- a'") == "'It''s  -- a'");
  CHECK(normal("X'AB' x 'Y'") == "X'AB' x 'Y'");
  CHECK(normal("'open") == "'open");
}

TEST_CASE("a quoted name loses its quotes where that is known to be safe") {
  CHECK(normal("\"T\" [t] `my_name`") == "t t my_name");
  CHECK(normal("\"Other\" [a b] `a\"b`") == "\"Other\" \"a b\" \"a\"\"b\"");
}

TEST_CASE("symbols have one way to be written") {
  CHECK(normal("a<=b||c<>-1 and d - 2 = +3") == "a <= b || c <> -1 and d - 2 = +3");
  CHECK(normal("main . t ;") == "main.t;");
  CHECK(normal("f ( a ) , primary key(a)in(1)") == "f(a), primary key (a) in (1)");
  CHECK(normal("a ->> '$.x' -> 1") == "a ->> '$.x' -> 1");
  CHECK(normal("1.5 (2)") == "1.5(2)");
}

TEST_CASE("brackets that never close, and texts that are no table, are read to their end") {
  for (const char* sql :
       {"", "create", "create table t", "create table t(", "create table t(a int",
        "create table t(a check (", "create table t(constraint", "create table t(constraint a",
        "create table t(a constraint", "create table t(a constraint x", "create table t(,)",
        "create table t()", "create table t(a generated", "create table t(primary",
        "create table t(a primary", "create table t(foreign", ")", "create table t)("}) {
    CAPTURE(sql);
    CHECK(read_sqlite_table("t", sql, {}).name == "t");
    CHECK(sqlite_column_names(sql).size() <= 1);
  }
}
