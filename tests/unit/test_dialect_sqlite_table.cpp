// The text of a table is parsed as SQLite parses it, and changed in one place at a time.
#include "dialect/sqlite/table.h"

#include <doctest/doctest.h>

#include "dialect/sqlite/default.h"
#include "support/error_text.h"

namespace test_dialect_sqlite_table {

using namespace revise;
using namespace revise::test;

namespace {

// The parser's result: the columns, each with its type and clauses, then the constraints.
std::string outline(const std::string& sql) {
  const sqlite_table table{sql};
  const auto part = [&sql](text_range r) { return sql.substr(r.begin, r.end - r.begin); };
  std::string text = table.name();
  for (const sqlite_column& c : table.parts().columns) {
    text += "\n" + c.name + " <" + part(c.type) + ">";
    for (const sqlite_clause& clause : c.clauses) text += " [" + part(clause.text) + "]";
  }
  for (const sqlite_clause& clause : table.parts().constraints) {
    text += "\n[" + part(clause.text) + "]";
    for (const std::string& column : clause.columns) text += " " + column;
  }
  if (table.parts().without_rowid) text += "\nwithout rowid";
  if (table.parts().strict) text += "\nstrict";
  return text;
}

template <class Change>
std::string changed(const std::string& sql, Change&& change) {
  sqlite_table table{sql};
  change(table);
  return table.text();
}

std::string without_constraint(const std::string& sql, const std::string& name) {
  return changed(sql, [&](sqlite_table& t) { t.drop_constraint(name); });
}

std::string without_constraints_of(const std::string& sql, const std::string& column) {
  return changed(sql, [&](sqlite_table& t) { t.drop_constraints_of(column); });
}

const std::string odd = R"(CREATE TABLE "odd ""one" ( -- columns (all)
  [check] INT PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT,
  `primary``key` varchar ( 10 , -2 ) /* , */ default ( ')' || "x,y" ),
  'text' , unsigned unsigned big int generated always as (a + 1) virtual,
  key "not null" null default -1.5e-3, blob default x'00' not null on conflict ignore,
  generated generated text collate nocase unique on conflict abort,
  r constraint fk references "o t" (a, b) on delete set null on update no action match full
    not deferrable initially immediate default current_timestamp
    check (r in (select 1)) constraint dangling,
  as_ text as (upper(key)) stored unique,
  constraint c1 constraint c2 primary key (a collate nocase desc, "b,c") on conflict fail
  unique (a, b) check (a > ')') , foreign key (a, "b c") references t deferrable initially deferred
) WITHOUT ROWID, STRICT)";

}  // namespace

TEST_CASE("the text of a table is taken apart as SQLite takes it") {
  CHECK(outline(odd) == R"(odd "one
check <INT> [PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT]
primary`key <varchar ( 10 , -2 )> [default ( ')' || "x,y" )]
text <>
unsigned <unsigned big int> [generated always as (a + 1) virtual]
key <"not null"> [null] [default -1.5e-3]
blob <> [default x'00'] [not null on conflict ignore]
generated <generated text> [collate nocase] [unique on conflict abort]
r <> [constraint fk references "o t" (a, b) on delete set null on update no action match full
    not deferrable initially immediate] [default current_timestamp] [check (r in (select 1))] [constraint dangling]
as_ <text> [as (upper(key)) stored] [unique]
[constraint c1 constraint c2 primary key (a collate nocase desc, "b,c") on conflict fail] a b,c
[unique (a, b)] a b
[check (a > ')')]
[foreign key (a, "b c") references t deferrable initially deferred] a b c
without rowid
strict)");
  CHECK(outline("create table if not exists main.t(a)") == "t\na <>");
  CHECK(outline("CREATE TEMP TABLE t(a decimal(1e3) default .5 default 0x1F default +7)") ==
        "t\na <decimal(1e3)> [default .5] [default 0x1F] [default +7]");
}

TEST_CASE("what is no table with columns is refused") {
  CHECK(error_text([] { sqlite_table("CREATE VIRTUAL TABLE f using fts5(a)"); }) ==
        "'f' is a virtual table and cannot be altered");
  for (const char* broken :
       {"", "create table", "create table t", "create table t (", "create view v",
        "create table t (a", "create table t (a int default", "create table t (a int check (",
        "create table t (a primary)", "create table t (a, check)",
        "create table t (a references b on", "create table t (a unique on conflict",
        "create table t (a, foreign (b))"}) {
    CHECK(error_text([&] { sqlite_table{broken}; }) ==
          "cannot parse the definition of a table: " + std::string(broken));
  }
}

TEST_CASE("a column's type is changed, and nothing else") {
  const auto typed = [](const std::string& sql) {
    return changed(sql, [](sqlite_table& t) { t.set_type("A", "numeric(9, 2)"); });
  };
  CHECK(typed("CREATE TABLE t (a int, b int)") == "CREATE TABLE t (a numeric(9, 2), b int)");
  CHECK(typed("CREATE TABLE t (a)") == "CREATE TABLE t (a numeric(9, 2))");
  CHECK(typed("CREATE TABLE t (\"a\"not null)") == "CREATE TABLE t (\"a\" numeric(9, 2)not null)");
  CHECK(typed("CREATE TABLE t (b a, a/*x*/unsigned  big int(3)  -- why\n as (1))") ==
        "CREATE TABLE t (b a, a/*x*/numeric(9, 2)  -- why\n as (1))");
  CHECK(changed("CREATE TABLE t (a text collate nocase unique)", [](sqlite_table& t) {
          t.set_collation("a", "rtrim");
        }) == "CREATE TABLE t (a text collate rtrim unique)");
  CHECK(changed("CREATE TABLE t (a text unique)", [](sqlite_table& t) {
          t.set_collation("a", "rtrim");
        }) == "CREATE TABLE t (a text collate rtrim unique)");
}

TEST_CASE("a column becomes not null, and null again") {
  const auto both = [](const std::string& sql) {
    return changed(sql, [](sqlite_table& t) { t.set_not_null("a"); }) + "\n" +
           changed(sql, [](sqlite_table& t) { t.drop_not_null("a"); });
  };
  CHECK(both("CREATE TABLE t (a)") == "CREATE TABLE t (a not null)\nCREATE TABLE t (a)");
  CHECK(both("CREATE TABLE t (a text default 'x' unique -- ü\n)") ==
        "CREATE TABLE t (a text default 'x' not null unique -- ü\n)\n"
        "CREATE TABLE t (a text default 'x' unique -- ü\n)");
  CHECK(both("CREATE TABLE t (a text null unique)") ==
        "CREATE TABLE t (a text not null unique)\nCREATE TABLE t (a text null unique)");
  const auto dropped = [](const std::string& sql) {
    return changed(sql, [](sqlite_table& t) { t.drop_not_null("a"); });
  };
  CHECK(dropped("CREATE TABLE t (a text constraint n NOT\nNULL ON CONFLICT FAIL, b)") ==
        "CREATE TABLE t (a text, b)");
  CHECK(dropped("CREATE TABLE t (a text not null default 1)") ==
        "CREATE TABLE t (a text default 1)");
  CHECK(dropped("CREATE TABLE t (a text -- never\n  not null, b)") ==
        "CREATE TABLE t (a text -- never\n  , b)");
  CHECK(dropped("CREATE TABLE t (a text not null/* so */unique)") ==
        "CREATE TABLE t (a text /* so */unique)");
}

TEST_CASE("a default is set, replaced and dropped") {
  const auto set = [](const std::string& sql) {
    return changed(sql, [](sqlite_table& t) { t.set_default("a", "(1 + 2)"); });
  };
  CHECK(set("CREATE TABLE t (a)") == "CREATE TABLE t (a default (1 + 2))");
  CHECK(set("CREATE TABLE t (a text(3) not null)") ==
        "CREATE TABLE t (a text(3) default (1 + 2) not null)");
  CHECK(set("CREATE TABLE t (a text not null default ('(') unique)") ==
        "CREATE TABLE t (a text not null default (1 + 2) unique)");
  const auto dropped = [](const std::string& sql) {
    return changed(sql, [](sqlite_table& t) { t.drop_default("a"); });
  };
  CHECK(dropped("CREATE TABLE t (a text default -1.5 unique, b default 2)") ==
        "CREATE TABLE t (a text unique, b default 2)");
  CHECK(dropped("CREATE TABLE t (a text default x'', b)") == "CREATE TABLE t (a text, b)");
  CHECK(dropped("CREATE TABLE t (a, b default 2)") == "CREATE TABLE t (a, b default 2)");
}

TEST_CASE("a column and a constraint are added in the manner of the text") {
  const auto both = [](const std::string& sql) {
    return changed(sql, [](sqlite_table& t) {
      t.add_column("z int");
      t.add_constraint("check (z > 0)");
    });
  };
  CHECK(both("CREATE TABLE t (a)") == "CREATE TABLE t (a, z int, check (z > 0))");
  CHECK(both("CREATE TABLE t(a,b)") == "CREATE TABLE t(a,b, z int, check (z > 0))");
  CHECK(both("CREATE TABLE t (\n  a int, -- one\n  b int -- two\n)") ==
        "CREATE TABLE t (\n  a int, -- one\n  b int, z int, check (z > 0) -- two\n)");
  CHECK(both("CREATE TABLE t (\n  a int,\n  constraint k unique (a)\n)") ==
        "CREATE TABLE t (\n  a int,\n  z int,\n  constraint k unique (a),\n  check (z > 0)\n)");
}

TEST_CASE("a constraint is dropped wherever it stands") {
  CHECK(without_constraint("CREATE TABLE t (a int constraint C check (a > 0) unique, b)", "c") ==
        "CREATE TABLE t (a int unique, b)");
  CHECK(without_constraint("CREATE TABLE t (a int, constraint c check (a > 0))", "c") ==
        "CREATE TABLE t (a int)");
  CHECK(without_constraint("CREATE TABLE t (\n  a int,\n  constraint \"c\" check (a > 0),\n"
                           "  unique (a)\n)",
                           "c") == "CREATE TABLE t (\n  a int,\n  unique (a)\n)");
  // Constraints without commas between them.
  const std::string close =
      "CREATE TABLE t (a, constraint x check (a) constraint y unique (a) "
      "constraint z check (1))";
  CHECK(without_constraint(close, "x") ==
        "CREATE TABLE t (a, constraint y unique (a) constraint z check (1))");
  CHECK(without_constraint(close, "y") ==
        "CREATE TABLE t (a, constraint x check (a) constraint z check (1))");
  CHECK(without_constraint(close, "z") ==
        "CREATE TABLE t (a, constraint x check (a) constraint y unique (a))");
  // Comments are kept, and remain comments.
  CHECK(without_constraint("CREATE TABLE t (a int, -- first\n  constraint c unique (a) -- last\n)",
                           "c") == "CREATE TABLE t (a int -- first\n   -- last\n)");
  CHECK(without_constraint("CREATE TABLE t (a int -- first\n  constraint c unique, b)", "c") ==
        "CREATE TABLE t (a int -- first\n  , b)");
  std::string rest = odd;
  const std::size_t begin = odd.find(" constraint fk");
  rest.erase(begin, odd.find(" default current_timestamp") - begin);
  CHECK(without_constraint(odd, "fk") == rest);
}

TEST_CASE("a constraint is renamed") {
  CHECK(changed("CREATE TABLE t (a constraint [old one] not null, constraint b unique (a))",
                [](sqlite_table& t) {
                  t.rename_constraint("OLD ONE", "\"New\"");
                  t.rename_constraint("b", "c");
                }) == "CREATE TABLE t (a constraint \"New\" not null, constraint c unique (a))");
}

TEST_CASE("the constraints of a column go, those of others stay") {
  CHECK(
      without_constraints_of("CREATE TABLE t (a int unique not null references o, b int check (b "
                             "> \"a\") check (b > 0), unique (b, A), unique (b), check ('a' < b), "
                             "check (lower(a) < 'b'), foreign key (b, a) references o)",
                             "a") ==
      "CREATE TABLE t (a int not null references o, b int check (b > 0), unique (b), "
      "check ('a' < b))");
}

TEST_CASE("which column is the rowid") {
  const auto rowid = [](const std::string& sql) {
    const sqlite_table table{sql};
    const sqlite_column* const c = table.rowid_column();
    return c == nullptr ? std::string("none") : c->name;
  };
  CHECK(rowid("create table t (a INTEGER primary key)") == "a");
  CHECK(rowid("create table t (a integer primary key asc autoincrement)") == "a");
  CHECK(rowid("create table t (b, a integer, primary key (A desc))") == "a");
  CHECK(rowid("create table t (a integer primary key desc)") == "none");
  CHECK(rowid("create table t (a int primary key)") == "none");
  CHECK(rowid("create table t (a integer, b integer, primary key (a, b))") == "none");
  CHECK(rowid("create table t (a integer primary key) without rowid") == "none");
  CHECK(rowid("create table t (a integer unique)") == "none");
}

TEST_CASE("the names of constraints are listed in their order") {
  CHECK(error_text([] {
          sqlite_table(
              "create table t (a constraint one not null constraint two unique check (a), "
              "constraint three check (a), check (a))")
              .required_constraint("four");
        }) ==
        "table 't' has no constraint 'four'\nhint: it has one, two, t_a_check (check (a), "
        "without a name), three, t_check (check (a), without a name)");
}

TEST_CASE("a default may stand without parentheses where it is one literal or keyword") {
  for (const char* plain : {"1", "-1", "+ 1.5e-3", ".5", "0x1F", "'a'", "'it''s'", "x'00'", "null",
                            "TRUE", "current_timestamp", "(1 + 2)", "((1) + (2))", "( 'a)' )"}) {
    CAPTURE(plain);
    CHECK(is_sqlite_default(plain));
  }
  for (const char* other :
       {"", "5%2", "~5", "not 1", "1 2", "'a' || 'b'", "'a' 'b'", "(1) + (2)", "(1", "1)",
        "lower('a')", "foo", "\"foo\"", "[foo]", "-'1'", "- -1", "-"}) {
    CAPTURE(other);
    CHECK(!is_sqlite_default(other));
  }
  CHECK(is_sqlite_literal("((-1))"));
  CHECK(!is_sqlite_literal("current_timestamp"));
  CHECK(is_now(" NOW\n( /* none */ ) "));
  CHECK(is_now("((now()))"));
  CHECK(!is_now("now"));
  CHECK(!is_now("now(1)"));
  CHECK(!is_now("\"now\"()"));
}

TEST_CASE("a name is found in SQL, not in strings and comments") {
  CHECK(mentions("lower(A) > 1", "a"));
  CHECK(mentions("\"a\" > 1", "A"));
  CHECK(mentions("[a]", "a"));
  CHECK_FALSE(mentions("'a' || b -- a", "a"));
  CHECK_FALSE(mentions("ab + b.c", "a"));
  CHECK(mentions_as_qualifier("check (T . a > 0)", "t"));
  CHECK_FALSE(mentions_as_qualifier("check (t > 0.5)", "t"));
}

}  // namespace test_dialect_sqlite_table
