// SQLite: before a commit, references are checked if their rows may have been removed.

#include <revise/rows.h>

#include "database/run_project.h"

namespace test_references {

using namespace revise;
using namespace revise::test;

namespace {

registered revision(string_ref id, const char* file, step_function up) {
  return {.revision = id, .upgrade = up, .downgrade = nothing, .link = in_file(file)};
}

// A row of `child` with a broken reference, as a database may have had for years.
constexpr const char* broken =
    "create table parent (id integer primary key); create table child (id integer primary key, "
    "parent_id integer references parent); insert into child values (1, 7)";

// Makes `broken` and `made`. Returns the error of an upgrade with `migration`, or "done at a".
std::string upgraded(const std::string& made, const registered& migration) {
  project<sqlite_database> here({&migration});
  here.database.execute(std::string(broken) + ';' + made);
  return here.upgrade();
}

std::string upgraded(const std::string& made, step_function up) {
  return upgraded(made, revision("a", "a.cpp", up));
}

bool is_refused(const std::string& said) {
  if (said == "done at a") return false;
  CHECK(said.find("foreign key check failed before the commit") != std::string::npos);
  CHECK(said.ends_with("\nfailed at"));
  return true;
}

constexpr const char* more =
    "insert into parent values (1), (2); insert into child values (2, 1), (3, 7)";

}  // namespace

TEST_CASE("what was broken before does not hold up a step") {
  for (const step_function up : std::initializer_list<step_function>{
           [](operations& op) {
             op.create_table("orders", {column("id", integer).primary_key(),
                                        column("child_id", integer).references("child", "id")});
           },
           [](operations& op) { op.execute("select 1"); },
           [](operations& op) { op.query("select 1"); },
           [](operations& op) { op.bulk_insert("parent", {"id"}, {{9}}); },
           [](operations& op) { op.add_column("child", column("name", text)); },
           // Changes of the table itself: rebuilt, renamed, with other foreign keys and columns.
           [](operations& op) { op.set_not_null("child", "parent_id"); },
           [](operations& op) { op.alter_column_type("child", "parent_id", text); },
           [](operations& op) { op.rename_table("child", "Children"); },
           [](operations& op) { op.rename_table("child", "CHILD"); },
           [](operations& op) { op.rename_table("parent", "elder"); },
           [](operations& op) {
             op.rename_table("parent", "elder");
             op.rename_table("child", "younger");
             op.rename_column("younger", "parent_id", "elder_id");
           },
           [](operations& op) {
             op.add_constraint("child", foreign_key({"id"}, "child", {"id"}));
             op.add_column("child", column("other", integer).references("parent", "id"));
           },
           [](operations& op) {
             op.execute("update child set parent_id = 8 where id = 1");
             op.execute("update child set parent_id = 7 where id = 1");
           },
           [](operations& op) { op.execute("update child set parent_id = null where id = 3"); },
           // A rebuild by hand, with other rowids.
           [](operations& op) {
             op.execute(
                 "create table new (id integer primary key, parent_id integer references parent); "
                 "insert into new select id + 10, parent_id from child order by id desc; "
                 "drop table child; alter table new rename to child");
           }}) {
    CHECK(upgraded(more, up) == "done at a");
  }
}

TEST_CASE("what a step breaks is refused, and named") {
  const auto told = [](const char* made, step_function up) {
    const std::string said = upgraded(made, up);
    CHECK(is_refused(said));
    const std::size_t begin = said.find("row");
    return said.substr(begin, said.find('\n', begin) - begin);
  };
  CHECK(told(more, [](operations& op) { op.execute("delete from parent where id = 1"); }) ==
        "row 2 of 'child' refers to a row that 'parent' does not have: child.parent_id = 1; 2 "
        "already broken before the transaction are not counted");
  CHECK(told(more,
             [](operations& op) {
               op.rename_table("child", "children");
               op.execute("update children set parent_id = 7 where id = 2");
             }) ==
        "row 2 of 'children' refers to a row that 'parent' does not have: children.parent_id = 7; "
        "2 already broken before the transaction are not counted");
  // One reference is repaired, and another one broken.
  CHECK(told(more,
             [](operations& op) {
               op.execute(
                   "update child set parent_id = 2 where id = 1; update child set parent_id = 5 "
                   "where id = 2");
             }) ==
        "row 2 of 'child' refers to a row that 'parent' does not have: child.parent_id = 5; 1 "
        "already broken before the transaction is not counted");
  CHECK(told(more, [](operations& op) {
          op.execute("drop table parent");
        }).starts_with("row 2 of 'child' refers to a row that 'parent' does not have"));
  CHECK(
      told("create table n (x integer); insert into n values (4)",
           [](operations& op) { op.add_constraint("n", foreign_key({"x"}, "parent", {"id"})); }) ==
      "row 1 of 'n' refers to a row that 'parent' does not have: n.x = 4; 1 already broken before "
      "the transaction is not counted");
}

TEST_CASE("a row that gets another value, and a row that takes the place of another, are new") {
  for (const step_function up : std::initializer_list<step_function>{
           [](operations& op) { op.execute("update child set parent_id = 8 where id = 1"); },
           [](operations& op) {
             op.execute("delete from child where id = 1; insert into child values (1, 99)");
           },
           [](operations& op) {
             op.execute(
                 "update child set parent_id = 1 where id = 1;"
                 "update child set parent_id = 7 where id = 2");
           },
           [](operations& op) {
             op.execute(
                 "update child set parent_id = 1 where id = 1; insert into child values "
                 "(4, 7)");
           }}) {
    CHECK(is_refused(upgraded(more, up)));
  }
}

TEST_CASE("a parent that is missing, or that is a view, holds up nothing") {
  constexpr const char* made =
      "create table w (a int); create view v as select 1 as a;"
      "create table f (x int references gone (a), y int references v (a), z int references gone);"
      "insert into f values (1, 2, 3), (null, null, null)";
  CHECK(upgraded(made, [](operations& op) { op.set_not_null("w", "a"); }) == "done at a");
  CHECK(upgraded(made, [](operations& op) { op.execute("update f set z = x, y = 9"); })
            .find("row 1 of 'f' refers to a row that 'gone' does not have: f.z = 1; 3 already "
                  "broken before the transaction are not counted") != std::string::npos);
}

TEST_CASE("a key that is given to the parent shows what was broken, and holds up nothing") {
  constexpr const char* made =
      "create table t (a int); create table f (x int references t (a)); insert into t values (1);"
      "insert into f values (1), (2)";
  CHECK(upgraded(made, [](operations& op) {
          op.add_constraint("t", unique("t_a", {"a"}));
          op.execute("insert into t values (3)");
        }) == "done at a");
}

TEST_CASE("a table without rowids is told by its values") {
  constexpr const char* made =
      "create table pair (a integer, b text collate nocase, primary key (a, b)) without rowid;"
      "create table w (k text primary key, a text, b text, foreign key (a, b) references pair) "
      "without rowid; insert into pair values (1, 'X'); insert into w values "
      "('whole', '1', 'x'), ('half', '1', null), ('broken', '2', 'y')";
  CHECK(upgraded(made, [](operations& op) { op.set_not_null("w", "k"); }) == "done at a");
  CHECK(upgraded(made, [](operations& op) { op.execute("delete from w where k = 'broken'"); }) ==
        "done at a");
  CHECK(is_refused(upgraded(made, [](operations& op) { op.execute("delete from pair"); })));
  CHECK(is_refused(upgraded(made, [](operations& op) {
    op.execute("insert into pair values (2, 'Y'); delete from pair where a = 1");
  })));
}

TEST_CASE("a foreign key that fits no key of its parent counts where the step made it so") {
  constexpr const char* made =
      "create table loose (x integer); create table f (x integer references loose (x));"
      "create table tight (x integer unique); create table g (x integer references tight (x));"
      "insert into g values (null)";
  CHECK(upgraded(made, [](operations& op) { op.execute("select 1"); }) == "done at a");
  CHECK(is_refused(upgraded(made, [](operations& op) {
    op.execute("drop table tight; create table tight (x integer)");
  })));
}

TEST_CASE("what a check breaks is looked at") {
  registered checked = revision("a", "a.cpp", [](operations& op) {
    op.create_table("orders", {column("id", integer).primary_key()});
  });
  checked.verify = [](operations& op) { op.execute("delete from parent"); };
  CHECK(is_refused(upgraded(more, checked)));
}

TEST_CASE("steps and single statements are compared with what was before each of them") {
  registered first = revision(
      "a", "a.cpp", [](operations& op) { op.execute("insert into child values (20, 2)"); });
  registered second =
      revision("b", "b.cpp", [](operations& op) { op.execute("delete from child where id = 1"); });
  static constexpr std::initializer_list<string_ref> on_a = {"a"};
  static constexpr std::initializer_list<string_ref> on_b = {"b"};
  second.down_revision = on_a;
  registered third =
      revision("c", "c.cpp", [](operations& op) { op.execute("insert into child values (1, 7)"); });
  third.down_revision = on_b;
  third.transactional = false;
  project<sqlite_database> here({&first, &second, &third});
  here.database.execute(std::string(broken) + ';' + more);
  CHECK(here.upgrade("b") == "done done at b");
  CHECK(here.upgrade().find("row 1 of 'child' refers to a row that 'parent' does not have") !=
        std::string::npos);
}

}  // namespace test_references
