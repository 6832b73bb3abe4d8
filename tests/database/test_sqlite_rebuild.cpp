// Changes that SQLite's ALTER cannot make rebuild the table, with its rows and with all objects
// that belong to it or refer to it.
#include "database/rebuilt.h"

namespace test_sqlite_rebuild {

using namespace revise;
using namespace revise::test;

namespace {

const char* const everything = R"(
create table orgs (id integer primary key, name text);
insert into orgs values (1, 'one'), (2, 'two');
create table users ( -- who is who
  id integer constraint users_pkey primary key autoincrement,
  mail text constraint users_mail_key unique,
  boss integer constraint users_boss_fkey references users (id) on delete set null,
  org integer references orgs deferrable initially deferred,
  age integer default 18 check (age > 0), /* unnamed */
  shout text as (upper(mail)) stored,
  size integer as (length(mail)),
  constraint users_age_max check (age < 200),
  check (mail <> 'a,b')
);
insert into users (id, mail, boss, org, age) values
  (3, 'c@x', null, 1, 30), (5, 'e@x', 3, 2, '41'), (9, 'gone', null, null, 1);
delete from users where id = 9;
create index users_age on users (age) where age > 20;
create unique index users_lower on users (lower(mail), age desc);
create table posts (id integer primary key, author integer not null references users (id) on delete cascade);
insert into posts values (1, 3), (2, 5);
create view adults as select id, mail from users where age >= 18;
create view names as select mail from adults;
create table log (what text);
create trigger users_log after update on users begin insert into log values (old.mail); end;
create trigger posts_count after insert on posts
  begin update users set age = age + 1 where id = new.author; end;
)";

// Checks everything that a rebuild of `users` must not change.
void check_everything(const rebuilt& database) {
  CHECK(database.execute("select id, mail, boss, org, shout, size from users") ==
        "3|c@x||1|C@X|3\n5|e@x|3|2|E@X|3\n");
  CHECK(database.execute("select * from sqlite_sequence") == "users|9\n");
  CHECK(database.execute("select * from log") == "");
  CHECK(database.execute("select * from posts") == "1|3\n2|5\n");
  CHECK(database.execute("select * from names") == "c@x\ne@x\n");
  CHECK(database.execute("pragma foreign_key_check") == "");
  CHECK(database.execute("select count(*) from sqlite_schema where name like 'revise%'") == "0\n");
}

}  // namespace

TEST_CASE("a column of a table with everything is changed, and everything is kept") {
  rebuilt database(everything);
  CHECK(database.change([](operations& op) { op.alter_column_type("users", "age", bigint); }) ==
        lines{"table 'users': column 'age' is bigint, was integer"});
  check_everything(database);
  CHECK(database.change([](operations& op) { op.set_not_null("users", "mail"); }) ==
        lines{"table 'users': column 'mail' is not null, was nullable"});
  check_everything(database);
  CHECK(database.change([](operations& op) { op.set_default("users", "org", "1 + 0"); }) ==
        lines{"table 'users': default of column 'org' is 1 + 0, was none"});
  CHECK(database.change([](operations& op) { op.drop_default("users", "age"); }) ==
        lines{"table 'users': default of column 'age' is none, was 18"});
  CHECK(database.change([](operations& op) { op.drop_not_null("users", "mail"); }) ==
        lines{"table 'users': column 'mail' is nullable, was not null"});
  check_everything(database);
  // The rest of the text is kept byte for byte.
  CHECK(database.text("users") == R"(CREATE TABLE users ( -- who is who
  id integer constraint users_pkey primary key autoincrement,
  mail text constraint users_mail_key unique,
  boss integer constraint users_boss_fkey references users (id) on delete set null,
  org integer default (1 + 0) references orgs deferrable initially deferred,
  age bigint check (age > 0), /* unnamed */
  shout text as (upper(mail)) stored,
  size integer as (length(mail)),
  constraint users_age_max check (age < 200),
  check (mail <> 'a,b')
)
)");
  // The rebuilt table works.
  database.execute("insert into posts (author) values (5)");
  CHECK(database.execute("select what from log") == "e@x\n");
  database.execute("insert into users (mail) values ('new@x')");
  CHECK(database.execute("select id, org from users where mail = 'new@x'") == "10|1\n");
  CHECK_THROWS(database.execute("insert into users (mail, age) values ('old@x', 200)"));
  CHECK_THROWS(database.execute("insert into users (mail) values ('c@x')"));
  CHECK_THROWS(database.execute("insert into users (mail) values ('a,b')"));
  CHECK_THROWS(database.execute("pragma foreign_keys = on; insert into posts values (3, 99)"));
}

TEST_CASE("constraints are added, renamed and dropped") {
  rebuilt database(everything);
  CHECK(database.change([](operations& op) {
    op.add_constraint("users", check("users_mail_at", "instr(mail, '@') > 0"));
    op.add_constraint("users", unique({"boss", "org"}));
    op.add_constraint("posts", foreign_key("posts_self", {"id"}, "posts", {"id"}));
  }) == lines{"table 'posts': constraint 'posts_self' is new",
              "table 'users': constraint 'users_boss_org_key' is new",
              "table 'users': constraint 'users_mail_at' is new"});
  check_everything(database);
  CHECK(database.change([](operations& op) {
    op.rename_constraint("users", "users_mail_at", "Has At");
    op.rename_constraint("users", "users_boss_fkey", "boss");
  }) == lines{"table 'users': constraint 'Has At' is new",
              "table 'users': constraint 'boss' is new",
              "table 'users': constraint 'users_boss_fkey' is missing",
              "table 'users': constraint 'users_mail_at' is missing"});
  CHECK(database.change([](operations& op) {
    op.drop_constraint("users", "Has At");
    op.drop_constraint("users", "boss");
    op.drop_constraint("users", "USERS_MAIL_KEY");
    op.drop_constraint("users", "users_age_max");
    op.drop_constraint("users", "nothing", {.if_exists = true});
  }) == lines{"table 'users': constraint 'Has At' is missing",
              "table 'users': constraint 'boss' is missing",
              "table 'users': constraint 'users_age_max' is missing",
              "table 'users': constraint 'users_mail_key' is missing"});
  check_everything(database);
}

TEST_CASE("what a constraint cannot be is told, and everything is as it was") {
  rebuilt database(everything);
  const auto refused = [&](auto&& call) {
    const lines result = database.change(call);
    check_everything(database);
    return result;
  };
  CHECK(refused([](operations& op) {
          op.add_constraint("users", check("USERS_AGE_MAX", "age < 100"));
        }) == lines{"table 'users' already has a constraint 'USERS_AGE_MAX'"});
  CHECK(refused([](operations& op) {
          op.add_constraint("users", primary_key("second", {"mail"}));
        }) == lines{"table 'users' already has a primary key"});
  CHECK(refused([](operations& op) { op.add_constraint("users", unique({"nothing"})); }) ==
        lines{"table 'users' has no column 'nothing'\n"
              "hint: it has id, mail, boss, org, age, shout, size"});
  CHECK(
      refused([](operations& op) { op.drop_constraint("users", "nothing"); }) ==
      lines{"table 'users' has no constraint 'nothing'\n"
            "hint: it has users_pkey, users_mail_key, users_boss_fkey, users_org_fkey (references "
            "orgs deferrable initially deferred, without a name), users_age_check (check (age > "
            "0), without a name), users_age_max, users_check (check (mail <> 'a,b'), without a "
            "name)"});
  CHECK(refused([](operations& op) { op.drop_constraint("orgs", "orgs_pkey"); }) ==
        lines{"constraint 'orgs_pkey' of table 'orgs' cannot be dropped: the foreign key (org) of "
              "'users' refers to it\nhint: drop that foreign key first"});
  CHECK(refused([](operations& op) { op.drop_constraint("users", "users_pkey"); }) ==
        lines{"constraint 'users_pkey' of table 'users' cannot be dropped: the foreign key "
              "(author) of 'posts' refers to it\nhint: drop that foreign key first"});
  CHECK(refused([](operations& op) {
          op.rename_constraint("users", "users_age_max", "users_pkey");
        }) == lines{"table 'users' already has a constraint 'users_pkey'"});
  CHECK(refused([](operations& op) { op.set_not_null("nowhere", "a"); }) ==
        lines{"there is no table 'nowhere'"});
  CHECK(refused([](operations& op) { op.drop_not_null("users", "id"); }) ==
        lines{"column 'id' of table 'users' is in the primary key"});
  CHECK(refused([](operations& op) { op.set_default("users", "size", "1"); }) ==
        lines{"column 'size' of table 'users' is generated"});
  CHECK(refused([](operations& op) { op.add_identity("users", "age"); }) ==
        lines{"column 'age' of table 'users': sqlite numbers only an integer primary key\n"
              "hint: op.on(postgresql) before the call leaves it out on sqlite"});
}

TEST_CASE("rows that a change does not fit leave everything as it was") {
  rebuilt database(everything);
  const auto refused = [&](auto&& call) {
    const lines result = database.change(call);
    check_everything(database);
    REQUIRE(result.size() == 1);
    return result[0].substr(0, result[0].find('\n'));
  };
  CHECK(refused([](operations& op) { op.set_not_null("users", "boss"); }) ==
        "NOT NULL constraint failed: users.boss");
  CHECK(refused([](operations& op) { op.add_constraint("users", check("young", "age < 40")); }) ==
        "CHECK constraint failed: young");
  CHECK(refused([](operations& op) {
          op.execute("update orgs set name = 'same'");
          op.add_constraint("orgs", unique({"name"}));
        }) == "UNIQUE constraint failed: orgs.name");
  CHECK(refused([](operations& op) {
          op.add_constraint("users", foreign_key({"age"}, "orgs", {"id"}));
        }) == "foreign key check failed before the commit");
}

TEST_CASE("a migration that catches what is thrown finds the table as it was") {
  rebuilt database(everything);
  CHECK(database.change([](operations& op) {
    CHECK_THROWS(op.set_not_null("users", "boss"));
    op.set_not_null("users", "mail");
  }) == lines{"table 'users': column 'mail' is not null, was nullable"});
  check_everything(database);
}

TEST_CASE("what is so already, or comes to the same, changes nothing") {
  rebuilt database(everything);
  const std::string before = database.execute("pragma schema_version");
  CHECK(database.change([](operations& op) {
    op.drop_not_null("users", "mail");
    op.drop_default("users", "mail");
    op.set_not_null("users", "id");
    op.set_default("users", "age", "18");
    op.alter_column_type("users", "id", bigint);
    op.add_identity("users", "id");
    op.sequence_follows("", "users", "id");
    op.add_column("users", column("age", text), {.if_not_exists = true});
    op.drop_column("users", "nothing", {.if_exists = true});
  }) == lines{});
  CHECK(database.execute("pragma schema_version") == before);
}

TEST_CASE("a type is changed by the column's affinity, or by what is given") {
  rebuilt database(
      "create table t (a text, b text, c integer, d real); "
      "insert into t values ('1', 'x', 2, 1.0), ('two', '2,5', 3, 2.5)");
  database.change([](operations& op) {
    op.alter_column_type("t", "a", integer);
    op.alter_column_type("t", "b", numeric(5, 2), {.using_expression = "replace(t.b, ',', '.')"});
    op.alter_column_type("t", "c", text, {.collation = "nocase"});
    op.alter_column_type("t", "d", integer);
  });
  CHECK(database.execute("select a, typeof(a), b, typeof(b), c, typeof(c), d, typeof(d) from t") ==
        "1|integer|x|text|2|text|1|integer\ntwo|text|2.5|real|3|text|2.5|real\n");
  CHECK(database.text("t") ==
        "CREATE TABLE t (a integer, b numeric(5, 2), c text collate nocase, d integer)\n");
}

TEST_CASE("no row is lost to what the table says of conflicts") {
  rebuilt database(
      "create table t (a text unique on conflict replace, b text not null on conflict ignore);"
      "insert into t values ('x1', 'b'), ('x2', 'c')");
  const auto refused = [&](const char* column, const char* expression) {
    const lines result = database.change([&](operations& op) {
      op.alter_column_type("t", column, varchar(9), {.using_expression = expression});
    });
    REQUIRE(result.size() == 1);
    return result[0].substr(0, result[0].find('\n'));
  };
  CHECK(refused("a", "substr(a, 1, 1)") == "UNIQUE constraint failed: t.a");
  CHECK(refused("b", "nullif(b, 'c')") == "NOT NULL constraint failed: t.b");
  CHECK(database.execute("select * from t") == "x1|b\nx2|c\n");
}

TEST_CASE("rowids are kept, also under another name, and where there are none") {
  rebuilt database(R"(
    create table plain (a text); insert into plain (rowid, a) values (7, 'x'), (-3, 'y');
    create table named (rowid text, oid text, a text); insert into named (_rowid_, a) values (9, 'z');
    create table taken (rowid, _rowid_, oid, a); insert into taken values (1, 2, 3, 'q');
    create table pairs (a text, b integer, primary key (a, b)) without rowid;
    insert into pairs values ('m', 1), ('b', 2);
    create table strictly (a int, b any) strict; insert into strictly values (1, x'00'))");
  database.change([](operations& op) {
    for (const char* table : {"plain", "named", "taken", "pairs"}) op.set_not_null(table, "a");
    op.set_default("strictly", "a", "4");
  });
  CHECK(database.execute("select rowid, a from plain") == "-3|y\n7|x\n");
  CHECK(database.execute("select _rowid_, a from named") == "9|z\n");
  CHECK(database.execute("select rowid, oid, a from taken") == "1|3|q\n");
  CHECK(database.execute("select * from pairs") == "b|2\nm|1\n");
  CHECK(database.execute("select a, typeof(b) from strictly") == "1|blob\n");
  CHECK(database.text("pairs") ==
        "CREATE TABLE pairs (a text not null, b integer, primary key (a, b)) without rowid\n");
  CHECK(database.change([](operations& op) {
    op.alter_column_type("strictly", "a", varchar(9));
  }) == lines{"table 'strictly' is strict, and has no type 'varchar(9)'\n"
              "hint: int, integer, real, text, blob or any"});
}

TEST_CASE("a table whose check names the table itself is built anew") {
  rebuilt database(R"(
    create table "T 1" (id integer primary key autoincrement, a text, check ("t 1".a <> 'x'));
    insert into "T 1" (a) values ('a'), ('b'); delete from "T 1" where a = 'b';
    create table u (a text, check (u.a <> 'x')); insert into u (rowid, a) values (5, 'a');
    create view v as select a from u; create index i on u (a))");
  CHECK(database.change([](operations& op) {
    op.set_not_null("T 1", "a");
    op.set_not_null("u", "a");
  }) == lines{"table 'T 1': column 'a' is not null, was nullable",
              "table 'u': column 'a' is not null, was nullable"});
  CHECK(database.execute("select * from \"T 1\"") == "1|a\n");
  CHECK(database.execute("select * from sqlite_sequence") == "T 1|2\n");
  CHECK(database.execute("select rowid, a from u") == "5|a\n");
}

TEST_CASE("an integer primary key comes and goes with its numbers") {
  rebuilt database(
      "create table t (id integer, a text); insert into t values (5, 'x'), (9, 'y');"
      "create table n (a text); insert into n (rowid, a) values (4, 'x')");
  CHECK(database.change([](operations& op) { op.add_constraint("t", primary_key({"id"})); }) ==
        lines{"table 't': constraint 't_pkey' is new"});
  CHECK(database.execute("select rowid, id, a from t") == "5|5|x\n9|9|y\n");
  CHECK(database.change([](operations& op) { op.drop_constraint("t", "t_pkey"); }) ==
        lines{"table 't': constraint 't_pkey' is missing"});
  CHECK(database.execute("select rowid, id, a from t") == "5|5|x\n9|9|y\n");
  database.change(
      [](operations& op) { op.add_column("n", column("id", bigint).identity().primary_key()); });
  CHECK(database.execute("select rowid, id, a from n") == "4|4|x\n");
}

TEST_CASE("a column that ALTER cannot add is added by a rebuild") {
  rebuilt database(everything);
  CHECK(database.change([](operations& op) {
    op.add_column("users", column("nick", varchar(20)).unique());
    op.add_column("users", column("made", timestamptz).not_null().server_default("now()"));
    op.add_column("users", column("half", integer).generated("age / 2"));
    op.add_column("users", column("of", integer).server_default("1").references("orgs", "id"));
  }) == lines{"table 'users': column 'half' is new", "table 'users': column 'made' is new",
              "table 'users': column 'nick' is new", "table 'users': column 'of' is new",
              "table 'users': constraint 'users_nick_key' is new",
              "table 'users': constraint 'users_of_fkey' is new"});
  check_everything(database);
  CHECK(database.execute("select half, of, length(made) from users") == "15|1|19\n20|1|19\n");
  CHECK(database.change([](operations& op) {
    op.add_column("users", column("AGE", text).unique());
  }) == lines{"table 'users' already has a column 'AGE'"});
  CHECK(database.change([](operations& op) {
    op.add_column("users", column("k", integer).primary_key());
  }) == lines{"table 'users' already has a primary key"});
}

TEST_CASE("a column is dropped with the indexes and constraints of the table that have it") {
  rebuilt database(everything);
  const lines refused = database.change([](operations& op) { op.drop_column("users", "age"); });
  CHECK(refused[0].substr(0, refused[0].find('\n')) ==
        "column 'age' of table 'users' cannot be dropped: the trigger 'posts_count' uses it");
  check_everything(database);
  CHECK(database.change([](operations& op) {
    op.drop_trigger("posts_count", "posts");
    op.drop_view("names");
    op.drop_view("adults");
    op.drop_column("users", "AGE");
  }) == lines{"trigger 'posts_count' on 'posts' is missing", "index 'users_age' is missing",
              "index 'users_lower' is missing", "table 'users': check (age > 0) is missing",
              "table 'users': column 'age' is missing",
              "table 'users': constraint 'users_age_max' is missing", "view 'adults' is missing",
              "view 'names' is missing"});
  CHECK(database.execute("select id, mail, boss, org, shout, size from users") ==
        "3|c@x||1|C@X|3\n5|e@x|3|2|E@X|3\n");
  CHECK(database.execute("select * from sqlite_sequence") == "users|9\n");
  CHECK(database.change([](operations& op) { op.drop_column("users", "boss"); }) ==
        lines{"table 'users': column 'boss' is missing",
              "table 'users': constraint 'users_boss_fkey' is missing"});
}

TEST_CASE("a column that something else needs is not dropped") {
  rebuilt database(everything);
  const auto refused = [&](const char* table, const char* name) {
    const lines result = database.change([&](operations& op) { op.drop_column(table, name); });
    check_everything(database);
    return result;
  };
  CHECK(refused("users", "mail") ==
        lines{"column 'mail' of table 'users' cannot be dropped: the generated column 'shout' uses "
              "it\nhint: drop that column first"});
  CHECK(refused("users", "id") ==
        lines{"column 'id' of table 'users' cannot be dropped: the foreign key (author) of 'posts' "
              "refers to it\nhint: drop that foreign key first"});
  CHECK(refused("orgs", "id") ==
        lines{"column 'id' of table 'orgs' cannot be dropped: the foreign key (org) of 'users' "
              "refers to it\nhint: drop that foreign key first"});
  CHECK(refused("users", "nothing") == lines{"table 'users' has no column 'nothing'\n"
                                             "hint: it has id, mail, boss, org, age, shout, size"});
}

TEST_CASE("indexes and triggers are renamed, a view is replaced with its triggers") {
  rebuilt database(everything);
  database.execute(
      "create trigger adults_insert instead of insert on adults begin insert into log values "
      "(new.mail); end");
  database.change([](operations& op) {
    op.rename_index("users_lower", "Lower");
    op.rename(object::trigger("users", "users_log"), "to_log");
    op.create_view("adults", "select id, mail from users where age >= 21", {.replace = true});
    op.create_view("fresh", "select 1 as one", {.replace = true});
  });
  CHECK(database.execute("select type, name, tbl_name from sqlite_schema where type <> 'table' and "
                         "sql is not null order by 1, 2") ==
        "index|Lower|users\nindex|users_age|users\ntrigger|adults_insert|adults\n"
        "trigger|posts_count|posts\ntrigger|to_log|users\nview|adults|adults\nview|fresh|fresh\n"
        "view|names|names\n");
  CHECK(database.text("Lower") ==
        "CREATE UNIQUE INDEX \"Lower\" on users (lower(mail), age desc)\n");
  check_everything(database);
  CHECK(database.change([](operations& op) { op.rename_index("nothing", "x"); }) ==
        lines{"there is no index 'nothing'"});
}

TEST_CASE("a table is not built anew while foreign keys are on") {
  rebuilt database(everything);
  database.session().execute("pragma foreign_keys = on");
  static const argument_map none;
  live_sink sink(database.session());
  recorder op(sink, database_kind::sqlite, none);
  CHECK(error_text([&] { op.set_not_null("users", "mail"); }) ==
        "table 'users' must be rebuilt, and dropping the old one would trigger the foreign key "
        "actions of other tables\nhint: pragma foreign_keys = off, before the transaction begins");
  check_everything(database);
}

TEST_CASE("a virtual table is told apart, and a name that is taken is avoided") {
  rebuilt database(
      "create virtual table f using fts5(a); create table revise_old (x int); "
      "create table t (a int); insert into t values (1)");
  CHECK(database.change([](operations& op) { op.set_not_null("f", "a"); }) ==
        lines{"'f' is a virtual table and cannot be altered"});
  CHECK(database.change([](operations& op) { op.set_not_null("t", "a"); }) ==
        lines{"table 't': column 'a' is not null, was nullable"});
}

}  // namespace test_sqlite_rebuild
