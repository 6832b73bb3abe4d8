#include "catalog/sqlite_sql.h"

#include <doctest/doctest.h>

#include "catalog/sqlite_table.h"

namespace test_catalog_sqlite_sql {

using namespace revise::catalog;

namespace {

std::string normal(std::string_view sql) { return normal_sqlite(sql, {"t", "my_name"}); }

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

TEST_CASE("a number is one word, an operator one symbol") {
  CHECK(normal("1.5E-3+.5-0X1F") == "1.5e-3 + .5 - 0x1f");
  CHECK(normal("a>>1 <<2 != b==c->>'x'") == "a >> 1 << 2 != b == c ->> 'x'");
  CHECK(normal("a> =b") == "a > = b");
}

// The expected results are those of sqlite3 3.40.
TEST_CASE("a table is read as SQLite reads it") {
  const name_set known = {"t", "o", "a", "b", "c"};
  const auto read = [&known](const char* sql) { return read_sqlite_table("t", sql, known); };
  const auto columns = [&read](const char* sql) {
    std::string text;
    for (const column& c : read(sql).columns) text += c.name + " <" + c.type + ">";
    return text;
  };
  CHECK(columns("create table t('a' 'INT', b generated generated text, c always)") ==
        "a <'INT'>b <generated generated text>c <always>");

  // Of two names the last one counts.
  table t = read("create table t(a int constraint x constraint y check (a>0) constraint none)");
  REQUIRE(t.constraints.size() == 1);
  CHECK(t.constraints[0].name == "y");
  CHECK(t.constraints[0].definition == "check (a > 0)");

  // A deferral that does not follow a foreign key directly applies to the last foreign key.
  t = read("create table t(a int references o not null deferrable initially deferred)");
  REQUIRE(t.constraints.size() == 1);
  CHECK(t.columns[0].not_null);
  CHECK(t.constraints[0].definition == "foreign key (a) references o");
  CHECK(t.constraints[0].deferrable);
  CHECK(t.constraints[0].initially_deferred);
  t = read("create table t(a int references o deferrable initially deferred not deferrable)");
  CHECK(!t.constraints[0].deferrable);
  CHECK(!t.constraints[0].initially_deferred);
  t = read("create table t(a int references o not deferrable initially deferred)");
  CHECK(!t.constraints[0].initially_deferred);

  // The last of several defaults counts; a name is a string there.
  CHECK(read("create table t(a int default +1 default ((2)))").columns[0].default_value == "2");
  CHECK(read("create table t(a int default 1.5E-3)").columns[0].default_value == "1.5e-3");
  CHECK(read("create table t(a int default (1)+(2))").columns.empty());

  // The options have a fixed order, independent of the text.
  using options = std::vector<std::string>;
  CHECK(read("create table t(a int primary key) without rowid, strict").options ==
        options{"strict", "without rowid"});
}

TEST_CASE("what is written beside a column is a constraint of the table") {
  const table t = read_sqlite_table(
      "t",
      "create table t(a int primary key desc on conflict replace, b int constraint u unique "
      "not null on conflict fail check (b>0) as (a+1) stored, c collate nocase references o(id) "
      "on delete set null, foreign key(a,b) references o deferrable initially deferred)",
      {"a", "b", "c", "o", "t"});
  std::string text;
  for (const constraint& c : t.constraints) text += c.name + ": " + c.definition + "\n";
  CHECK(text ==
        ": primary key (a desc) on conflict replace\n"
        "u: unique (b)\n"
        ": b not null on conflict fail\n"
        ": check (b > 0)\n"
        ": foreign key (c) references o(id) on delete set null\n"
        ": foreign key (a, b) references o\n");
  CHECK(t.columns[1].generated == "(a + 1) stored");
  CHECK(t.columns[2].collation == "nocase");
  CHECK(t.columns[2].type.empty());
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

}  // namespace test_catalog_sqlite_sql
