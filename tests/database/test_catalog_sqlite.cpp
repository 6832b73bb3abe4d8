// Each kind of object on SQLite is made, changed and dropped; texts with one meaning are equal.
#include "database/catalog.h"

namespace test_catalog_sqlite {

using namespace revise;
using namespace revise::test;

namespace {

using lines = std::vector<std::string>;

/// The differences between two new databases in which these texts have run.
lines between(std::string_view first, std::string_view second) {
  const sqlite_database before;
  const sqlite_database after;
  before.execute(first);
  after.execute(second);
  return lines_between(catalog_of(before), catalog_of(after));
}

}  // namespace

TEST_CASE("catalog of SQLite: what is written differently and means the same is equal") {
  CHECK(between("", "") == lines{});
  CHECK(between("create table t (id integer primary key, a text)",
                "CREATE TABLE IF NOT EXISTS \"t\"(-- a comment\n  [id] INTEGER /* key */ PRIMARY "
                "KEY,\n\ta TEXT)") == lines{});
  CHECK(between("create table t (a int, b text default 'x')",
                "create table t (a int); alter table t add column b text default 'x'") == lines{});
  CHECK(
      between("create table t (a int unique, b int references u(id) on delete cascade, "
              "check (a > 1)); create table u(id int)",
              "create table o (id int); create table n (a int, b int, check(a>1), foreign key (b) "
              "references o (id) on delete cascade, unique (a)); alter table o rename to u;"
              "alter table n rename to t") == lines{});
  CHECK(
      between("create table t (a int, b int generated always as (a * 2) virtual, c int default 1)",
              "create table t (a int, b int as (a*2), c int default (1))") == lines{});
  CHECK(between(
            "create table t (a int); create unique index ix on t(a) where a>1;"
            "create view v as select a from t;"
            "create trigger tr after insert on t begin select 1; end",
            "create table t (a int); CREATE UNIQUE INDEX IF NOT EXISTS main.ix ON t (a) WHERE a > "
            "1; CREATE VIEW v AS\nSELECT \"a\" FROM [t];"
            "CREATE TRIGGER tr AFTER INSERT ON \"t\" BEGIN SELECT 1; END") == lines{});
  // Objects that SQLite and its extensions make for themselves.
  CHECK(
      between("create table t (id integer primary key autoincrement); create virtual table f using "
              "fts5(a)",
              "create table t (id integer primary key autoincrement); create virtual table f using "
              "fts5(a); insert into t default values; insert into f values ('x'); analyze") ==
      lines{});
}

TEST_CASE("catalog of SQLite: a quoted text that names nothing is a string, and differs by case") {
  CHECK(between("create table t (a text check (a <> \"X\"))",
                "create table t (a text check (a <> \"x\"))") ==
        lines{"table 't': check (a <> \"X\") is missing", "table 't': check (a <> \"x\") is new"});
  CHECK(between("create table t (a text default 'x')", "create table t (a text default 'X')") ==
        lines{"table 't': default of column 'a' is 'X', was 'x'"});
}

TEST_CASE("catalog of SQLite: tables and columns") {
  const sqlite_database database;
  CHECK(changes(database, "create table t (id integer primary key, email varchar(255))") ==
        lines{"table 't' is new"});
  CHECK(changes(database, "alter table t add column n int not null default 7") ==
        lines{"table 't': column 'n' is new"});
  CHECK(changes(database, "alter table t drop column n") ==
        lines{"table 't': column 'n' is missing"});
  CHECK(changes(database, "alter table t rename column email to mail") ==
        lines{"table 't': column 'email' is missing", "table 't': column 'mail' is new"});
  CHECK(changes(database,
                "drop table t; create table t (id integer primary key, mail text not null "
                "default '' collate nocase)") ==
        lines{"table 't': column 'mail' is text, was varchar(255)",
              "table 't': column 'mail' is not null, was nullable",
              "table 't': default of column 'mail' is '', was none",
              "table 't': collation of column 'mail' is nocase, was none"});
  CHECK(changes(database,
                "drop table t; create table t (mail text not null default '' collate "
                "nocase, id integer primary key)") ==
        lines{"table 't': order of columns is mail, id, was id, mail"});
  CHECK(changes(database,
                "drop table t; create table t (mail text not null default '' collate "
                "nocase, id integer primary key autoincrement) strict") ==
        lines{"table 't': options is strict, was none", "table 't': primary key (id) is missing",
              "table 't': primary key (id) autoincrement is new"});
  CHECK(changes(database, "alter table t rename to u") ==
        lines{"table 't' is missing", "table 'u' is new"});
  CHECK(changes(database, "create table a (x int, y as (x + 1) stored)") ==
        lines{"table 'a' is new"});
  CHECK(changes(database, "drop table a; create table a (x int, y as (x + 2))") ==
        lines{"table 'a': generated value of column 'y' is (x + 2) virtual, was (x + 1) stored"});
  CHECK(changes(
            database,
            "drop table a; create table a (x int, y int, primary key (x)) without rowid, strict") ==
        lines{"table 'a': options is strict, without rowid, was none",
              "table 'a': column 'y' is int, was none",
              "table 'a': generated value of column 'y' is none, was (x + 2) virtual",
              "table 'a': primary key (x) is new"});
}

TEST_CASE("catalog of SQLite: constraints, named or not") {
  const sqlite_database database;
  database.execute("create table orgs (id integer primary key)");
  CHECK(changes(database, "create table t (a int, b int)") == lines{"table 't' is new"});
  CHECK(changes(database,
                "drop table t; create table t (a int constraint positive check (a > 0), b "
                "int constraint org references orgs on update no action)") ==
        lines{"table 't': constraint 'org' is new", "table 't': constraint 'positive' is new"});
  CHECK(changes(database,
                "drop table t; create table t (a int constraint positive check (a > 1), b "
                "int, constraint org foreign key (b) references orgs on update no action "
                "deferrable initially deferred)") ==
        lines{"table 't': deferrable of constraint 'org' is yes, was no",
              "table 't': initially deferred of constraint 'org' is yes, was no",
              "table 't': constraint 'positive' is check (a > 1), was check (a > 0)"});
  CHECK(changes(database,
                "drop table t; create table t (a int not null on conflict ignore, b int, "
                "unique (a, b) on conflict replace)") ==
        lines{"table 't': a not null on conflict ignore is new",
              "table 't': column 'a' is not null, was nullable",
              "table 't': constraint 'org' is missing",
              "table 't': constraint 'positive' is missing",
              "table 't': unique (a, b) on conflict replace is new"});
}

TEST_CASE("catalog of SQLite: indexes, views, triggers, virtual tables") {
  const sqlite_database database;
  database.execute("create table t (a int, b int)");
  CHECK(changes(database, "create index ix on t (a)") == lines{"index 'ix' is new"});
  CHECK(changes(database,
                "drop index ix; create unique index ix on t (a, lower(b) desc) where a > 1") ==
        lines{"index 'ix' is create unique index ix on t(a, lower(b) desc) where a > 1, was create "
              "index ix on t(a)"});
  CHECK(changes(database, "create view v as select a from t") == lines{"view 'v' is new"});
  CHECK(
      changes(database, "drop view v; create view v as select b from t") ==
      lines{"view 'v': definition is create view v as select b from t, was create view v as select "
            "a from t"});
  CHECK(changes(database,
                "create trigger vt instead of insert on v begin select 1; end;"
                "create trigger tt after insert on t begin select 1; end") ==
        lines{"trigger 'tt' on 't' is new", "trigger 'vt' on 'v' is new"});
  CHECK(changes(database,
                "drop trigger tt; create trigger tt after insert on t begin select 2; end") ==
        lines{"trigger 'tt' on 't': definition is create trigger tt after insert on t begin select "
              "2; end, was create trigger tt after insert on t begin select 1; end"});
  CHECK(changes(database, "create virtual table f using fts5(a)") == lines{"table 'f' is new"});
  CHECK(
      changes(database, "drop table f; create virtual table f using fts5(a, b)") ==
      lines{"table 'f': definition is create virtual table f using fts5(a, b), was create virtual "
            "table f using fts5(a)"});
  // A view that refers to a missing table is still read.
  CHECK(changes(database, "drop index ix; drop table t") == lines{"table 't' is missing"});
  CHECK(catalog_of(database, {{"", "f"}}).tables.empty());
}

// The text of a `create table` and the pragmas give equal facts.
TEST_CASE("catalog of SQLite: columns are what pragma_table_xinfo tells") {
  const sqlite_database database;
  database.execute(
      "create table \"odd one\" (\"check\" int, [primary key] varchar(10), `a``b` , "
      "key text default (1 + (2)), "
      "generated unsigned big int not null unique default -5 collate rtrim, "
      "n null default null check (n in ('a,b)', \"c\")) references x(y) on delete set null "
      "on update set default not deferrable, "
      "d date constraint dn not null default current_timestamp, e int as (n + 1) stored unique, "
      "primary key (d, key desc) constraint u unique (n) check (d > e) foreign key (n) references "
      "x)");
  const catalog::snapshot found = catalog_of(database);
  REQUIRE(found.tables.size() == 1);
  std::string told;
  for (const catalog::column& c : found.tables[0].columns) {
    told += c.name + '|' + c.type + '|' + (c.not_null ? '1' : '0') + '|' + c.default_value + '\n';
  }
  CHECK(told == database.execute("select name, lower(type), \"notnull\", lower(dflt_value) from "
                                 "pragma_table_xinfo('odd one')"));
  lines constraints;
  for (const catalog::constraint& c : found.tables[0].constraints) {
    constraints.push_back(c.name + ": " + c.definition);
  }
  const std::string with_actions =
      ": foreign key (n) references x(y) on delete set null on update set default";
  CHECK(constraints == lines{": check (d > e)", ": check (n in ('a,b)', \"c\"))",
                             ": foreign key (n) references x", with_actions,
                             ": primary key (d, key desc)", ": unique (e)", ": unique (generated)",
                             "u: unique (n)"});
}

}  // namespace test_catalog_sqlite
