// Constraints without a name, names that differ only in case, and names that conflict with a
// rebuild.
#include "database/rebuilt.h"

namespace test_sqlite_names {

using namespace revise;
using namespace revise::test;

namespace {

// Tables as Alembic and SQLAlchemy write them: no constraint has a name.
constexpr const char* unnamed = R"(
create table foo (id integer primary key);
create table "Bar" (
  id integer not null,
  foo_id integer references foo (id),
  a text unique,
  b integer check (b > 0),
  c integer,
  primary key (id),
  foreign key(foo_id, c) references foo (id, id),
  unique (a, "b"),
  check (c > 0)
);
insert into foo values (3);
insert into "Bar" values (1, 3, 'x', 1, 1);
)";

}  // namespace

TEST_CASE("a constraint without a name is dropped by the name that revise would have given it") {
  for (const char* name : {"Bar_pkey", "Bar_foo_id_fkey", "bar_a_key", "Bar_b_check",
                           "Bar_foo_id_c_fkey", "Bar_a_b_key", "Bar_check", "Bar_c_check"}) {
    CAPTURE(name);
    rebuilt database(unnamed);
    const std::string before = database.text("Bar");
    database.change([&](operations& op) { op.drop_constraint("Bar", name); });
    const std::string after = database.text("Bar");
    CHECK(after.size() < before.size());
    CHECK(database.execute("select * from \"Bar\"") == "1|3|x|1|1\n");
    CHECK(database.change([&](operations& op) { op.drop_constraint("Bar", name); })[0].starts_with(
        std::string("table 'Bar' has no constraint '") + name + "'"));
    CHECK(database.change([&](operations& op) {
      op.drop_constraint("Bar", name, {.if_exists = true});
    }) == lines{});
  }
}

TEST_CASE("a constraint without a name gets the one that it is renamed to") {
  rebuilt database(unnamed);
  database.change([](operations& op) {
    op.rename_constraint("Bar", "Bar_pkey", "bar key");
    op.rename_constraint("Bar", "Bar_foo_id_fkey", "to_foo");
    op.rename_constraint("Bar", "Bar_a_key", "Bar_a_key");
    op.rename_constraint("Bar", "Bar_b_check", "positive");
    op.rename_constraint("Bar", "Bar_a_b_key", "both");
    op.rename_constraint("Bar", "Bar_check", "c_check");
    op.rename_constraint("Bar", "FOREIGN KEY (foo_id, c) REFERENCES foo(id,id)", "pair");
  });
  CHECK(database.text("Bar") == R"(CREATE TABLE "Bar" (
  id integer not null,
  foo_id integer constraint to_foo references foo (id),
  a text constraint "Bar_a_key" unique,
  b integer constraint positive check (b > 0),
  c integer,
  constraint "bar key" primary key (id),
  constraint pair foreign key(foo_id, c) references foo (id, id),
  constraint both unique (a, "b"),
  constraint c_check check (c > 0)
)
)");
  database.change([](operations& op) {
    for (const char* name :
         {"bar key", "to_foo", "Bar_a_key", "positive", "both", "c_check", "pair"}) {
      op.drop_constraint("Bar", name);
    }
  });
  CHECK(database.text("Bar") == R"(CREATE TABLE "Bar" (
  id integer not null,
  foo_id integer,
  a text,
  b integer,
  c integer
)
)");
  CHECK(database.execute("select * from \"Bar\"") == "1|3|x|1|1\n");
}

TEST_CASE("a name that may mean several constraints is refused, and a text means one") {
  rebuilt database(
      "create table t (a integer check (a > 0) check (a < 9), b integer, check (b > 1), "
      "check (a > b), constraint t_b_key unique (a), unique (b))");
  CHECK(database.change([](operations& op) { op.drop_constraint("t", "t_check"); }) ==
        lines{"table 't' has 2 constraints without a name that 't_check' may mean: check (b > 1); "
              "check (a > b)\nhint: give the text of one instead of the name: \"check (b > "
              "1)\""});
  CHECK(database.change([](operations& op) { op.rename_constraint("t", "t_a_check", "x"); })[0]
            .starts_with("table 't' has 2 constraints without a name that 't_a_check' may mean: "));
  database.change([](operations& op) {
    op.drop_constraint("t", "check (a > b)");
    op.drop_constraint("t", "CHECK(a < 9)");
    op.drop_constraint("t", "t_check");
    // The constraint that has the name, not the one that would get it by default.
    op.drop_constraint("t", "t_b_key");
    op.rename_constraint("t", "t_a_check", "x");
  });
  CHECK(database.text("t") ==
        "CREATE TABLE t (a integer constraint x check (a > 0), b integer, unique (b))\n");
}

TEST_CASE("a name changes in case alone") {
  rebuilt database(R"(
    create table users (id integer primary key autoincrement, boss integer references users, a text);
    create table posts (author integer references users (id));
    create index users_a on users (a); create view names as select a from users;
    create trigger tr after insert on posts begin update users set a = 'p'; end;
    create trigger vt instead of insert on names begin insert into users (a) values (new.a); end;
    insert into users (a) values ('x'); insert into posts values (1))");
  database.change([](operations& op) {
    op.rename_table("users", "Users");
    op.rename_column("Users", "a", "A");
    op.rename_index("users_a", "Users_A");
    op.rename(object::trigger("posts", "tr"), "TR");
    op.rename(object::view("names"), "Names");
  });
  CHECK(database.execute("select type, name, tbl_name from sqlite_schema where name not like "
                         "'sqlite%' order by type, name") ==
        "index|Users_A|Users\ntable|Users|Users\ntable|posts|posts\ntrigger|TR|posts\n"
        "trigger|vt|names\nview|Names|Names\n");
  CHECK(database.execute("select name from pragma_table_info('users')") == "id\nboss\nA\n");
  CHECK(database.execute("insert into names values ('y'); insert into posts values (2); "
                         "select * from Names") == "p\np\n");
  CHECK(database.execute("select \"table\" from pragma_foreign_key_list('posts')") == "Users\n");
  CHECK(database.change([](operations& op) { op.rename_table("Users", "users"); }) != lines{});
  CHECK(database.execute("select name from sqlite_schema where tbl_name = 'users' and type = "
                         "'table'") == "users\n");
}

TEST_CASE("an index that names its table does not hold up a rebuild") {
  rebuilt database(R"(
    create table t (id integer primary key, a int, b int); insert into t values (1, 2, 3);
    create index i on t (a) where t.b > 0; create index j on t (a) where "t"."a" + main.t.b > 0;
    create unique index k on t (a); create view v as select t.a, main.t.b from t;
    create trigger tr after insert on t begin update t set a = 9 where t.b > 0; end)");
  CHECK(database.change([](operations& op) { op.set_not_null("t", "b"); }) ==
        lines{"table 't': column 'b' is not null, was nullable"});
  CHECK(database.text("i") == "CREATE INDEX i on t (a) where t.b > 0\n");
  CHECK(database.text("j") == "CREATE INDEX j on t (a) where \"t\".\"a\" + main.t.b > 0\n");
  CHECK(database.execute("select * from v") == "2|3\n");
}

TEST_CASE("names that a rebuild uses itself are avoided") {
  rebuilt database(R"(
    create table t (revise_rowid integer, Revise_Rowid_ text, a int, check (t.a > 0));
    insert into t (rowid, revise_rowid, revise_rowid_, a) values (7, 1, 'one', 5), (3, 2, 'two', 6);
    create table taken (rowid text, _rowid_ text, oid text, revise_rowid text, a int,
                        check (taken.a > 0));
    insert into taken values ('r', '_', 'o', 'x', 1);
    create table "a table.of ""odd"" names" ("select" int, "a b.c" text, [x y] int,
      check ("a table.of ""odd"" names"."select" > 0));
    create index "index.of it" on "a table.of ""odd"" names" ("a b.c") where "select" > 1;
    insert into "a table.of ""odd"" names" values (2, 'z', 3))");
  database.change([](operations& op) {
    op.set_not_null("t", "a");
    op.set_not_null("taken", "a");
    op.set_not_null("\"a table.of \"\"odd\"\" names\"", "a b.c");
  });
  CHECK(database.execute("select rowid, * from t order by 1") == "3|2|two|6\n7|1|one|5\n");
  CHECK(database.execute("select * from taken") == "r|_|o|x|1\n");
  CHECK(database.execute("select * from \"a table.of \"\"odd\"\" names\"") == "2|z|3\n");
  CHECK(database.execute("select count(*) from sqlite_schema where name = 'index.of it'") == "1\n");
}

}  // namespace test_sqlite_names
