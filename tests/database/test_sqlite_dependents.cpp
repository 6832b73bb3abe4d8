// A column that another object needs is kept: views, triggers, and objects that need it without
// naming it.
#include "database/rebuilt.h"

namespace test_sqlite_dependents {

using namespace revise;
using namespace revise::test;

namespace {

constexpr const char* tables = R"(
create table t (id integer primary key, c text, a integer);
create table o (x integer, a integer);
create table log (n integer, m text);
insert into t values (1, 'x', 2);
)";

// The first line of the error of drop_column("t", "a") in a database that also has `made`.
std::string dropped(const std::string& made) {
  rebuilt database(tables + made);
  const lines result = database.change([](operations& op) { op.drop_column("t", "a"); });
  REQUIRE(result.size() == 1);
  // The call was refused: every table accepts rows as before.
  const std::string said = result[0].substr(0, result[0].find('\n'));
  if (said.find("is missing") == std::string::npos) {
    CHECK(database.text("t") == "CREATE TABLE t (id integer primary key, c text, a integer)\n");
  }
  return said;
}

const std::string done = "table 't': column 'a' is missing";

std::string needed_by(const char* what) {
  return std::string("column 'a' of table 't' cannot be dropped: the ") + what + " uses it";
}

}  // namespace

TEST_CASE("a column that a trigger names is not dropped") {
  for (const char* trigger :
       {"create trigger r after insert on t begin update t set a = 1 where id = new.id; end",
        "create trigger r after insert on o begin insert into t (a) values (1); end",
        "create trigger r after insert on o begin insert into t (id, A) select 7, new.x; end",
        "create trigger r after update of c, a on t begin select 1; end",
        "create trigger r after update on t when new.a > 1 begin select 1; end",
        "create trigger r before delete on t when old.\"a\" > 1 begin select 1; end",
        "create trigger r after insert on t begin insert into log (n) values (new.a); end",
        "create trigger r after insert on o begin delete from t where a = new.x; end",
        "create trigger r after insert on o begin update log set n = t.a from t; end",
        ("create trigger r after insert on o begin insert into t (id, c) values (1, 'y') "
         "on conflict (id) do update set a = excluded.id; end"),
        "create trigger r after insert on o begin insert into log (n) select max(a) from t; end",
        "create trigger r after insert on o begin insert into log (m) select \"a\" from t; end",
        ("create trigger r after insert on o begin update log set n = (select count(*) from o as "
         "t2 where t2.x in (select [a] from main.t)); end")}) {
    CAPTURE(trigger);
    CHECK(dropped(trigger) == needed_by("trigger 'r'"));
  }
  CHECK(dropped("create view v as select id, c from t; create trigger r instead of insert on v "
                "begin update t set a = 1; end") == needed_by("trigger 'r'"));
  CHECK(dropped("create view v as select c from t where a > 1") == needed_by("view 'v'"));
}

TEST_CASE("a column that a trigger needs without its name is not dropped") {
  CHECK(dropped("create trigger r after insert on o begin insert into t values (5, 'y', 1); end") ==
        "drop_column 't.a' would break every insert into 'o', through trigger 'r': table t has 2 "
        "columns "
        "but 3 values were supplied");
  CHECK(dropped("create table old (id, c, a); create trigger r after delete on t begin insert into "
                "old select * from t; end") ==
        "drop_column 't.a' would break every delete from 't', through trigger 'r': table old has 3 "
        "columns but 2 values were supplied");
  CHECK(dropped("create view v (one, two, three) as select * from t") ==
        "drop_column 't.a' would break view 'v': expected 3 columns for 'v' but got 2");
  // The error of SQLite's own drop column.
  CHECK(
      dropped("create view v as select * from o join t using (a)") ==
      "error in view v after drop column: cannot join using column a - column not present in both "
      "tables");
  // The insert is broken by a trigger that another trigger fires.
  CHECK(dropped("create trigger r after insert on o begin insert into t values (5, 'y', 1); end; "
                "create trigger s after insert on log begin insert into o (x) values (1); end") ==
        "drop_column 't.a' would break every insert into 'log', through trigger 's': table t has 2 "
        "columns but 3 values were supplied");
}

TEST_CASE("what has the name of the column and is another one does not hold it") {
  for (const char* made :
       {"create view v as select a from o", "create view v as select * from t",
        "create trigger r after insert on o begin update o set a = 1 where x = new.a; end",
        "create trigger r after update of a on o begin select 1; end",
        "create trigger r after insert on t begin update log set m = 'a', n = new.id; end",
        "create trigger r after insert on o begin insert into t (c) select t2.a from o as t2; end",
        "create trigger r after insert on o begin insert into t (c) select 1 as a; end",
        "create index i on o (a)", "create view v as select 1 as a /* t.a */ from t",
        // This trigger is already broken.
        ("create trigger r after insert on o begin insert into gone values (1); end; "
         "drop trigger r; create trigger r after insert on o begin insert into t values (1); "
         "end")}) {
    CAPTURE(made);
    CHECK(dropped(made) == done);
  }
}

TEST_CASE("a column that would break a trigger is not added") {
  rebuilt database(std::string(tables) +
                   "create trigger r after insert on o begin insert into log values (1, 'x'); end");
  CHECK(
      database.change([](operations& op) { op.add_column("log", column("more", text)); }) ==
      lines{(
          "add_column 'log.more' would break every insert into 'o', through trigger 'r': table log "
          "has 3 columns but 2 values were supplied\n"
          "hint: drop that trigger first, and create it again after the call with its columns "
          "named")});
  CHECK(database.execute("insert into o (x) values (1); select * from log") == "1|x\n");
}

TEST_CASE("a view that others use is replaced by one that they can use") {
  rebuilt database(std::string(tables) +
                   "create view v as select id, a from t;"
                   "create view w as select a from v");
  CHECK(database.change([](operations& op) {
    op.create_view("v", "select id from t", {.replace = true});
  }) == lines{("create_view 'v' would break view 'w': no such column: a\n"
               "hint: drop that view first, and create it again after the call")});
  CHECK(database.change([](operations& op) {
    op.create_view("v", "select id, a, c from t", {.replace = true});
  }) != lines{});
}

}  // namespace test_sqlite_dependents
