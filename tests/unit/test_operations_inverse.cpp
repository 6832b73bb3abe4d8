#include "operations/inverse.h"

#include <doctest/doctest.h>
#include <revise/migration.h>

#include "dialect/dialect.h"
#include "operations/recorder.h"
#include "support/error_text.h"

namespace test_operations_inverse {

using namespace revise;
using namespace revise::test;

namespace {

// The SQL that undoes `upgrade`, one statement per line.
std::string undone(void (*upgrade)(operations&)) {
  static const argument_map none;
  operation_list done;
  recorder op(done, postgresql, none);
  upgrade(op);
  op.finish();
  std::string sql;
  for (const recorded_operation& one : inverse_of(done.operations())) {
    for (const std::string& statement : dialect_of(postgresql).statements(one.what)) {
      sql += statement + '\n';
    }
  }
  return sql;
}

std::string refused(void (*upgrade)(operations&)) {
  return error_text([&] { undone(upgrade); });
}

}  // namespace

TEST_CASE("what an upgrade makes is dropped, the last first") {
  CHECK(undone([](operations& op) {
          op.create_schema("app");
          op.create_extension("vector");
          op.create_enum("app.state", {"on", "off"});
          op.create_domain("app.age", integer, {.check = "value > 0"});
          op.create_sequence("app.s");
          op.create_table("app.t", {column("a", integer)});
          op.create_index("ix", "app.t", {"a"});
          op.create_index("iy", "t", {"a"}, {.concurrently = true});
          op.create_view("v", "select 1");
          op.create_materialized_view("m", "select 1");
          op.create_trigger("x", "t", {.event = "before update", .function = "f()"});
          op.create_policy("p", "t", {});
          op.create_role("r");
        }) ==
        "drop role r\n"
        "drop policy p on t\n"
        "drop trigger x on t\n"
        "drop materialized view m\n"
        "drop view v\n"
        "drop index concurrently iy\n"
        "drop index app.ix\n"
        "drop table app.t\n"
        "drop sequence app.s\n"
        "drop domain app.age\n"
        "drop type app.state\n"
        "drop extension vector\n"
        "drop schema app\n");
}

TEST_CASE("what an upgrade adds, attaches, renames and moves goes back") {
  CHECK(undone([](operations& op) {
          op.add_column("t", column("b", integer));
          op.add_constraint("t", unique({"b"}));
          op.add_constraint("t", check("t_b", "b > 0"));
          op.add_identity("t", "b");
          op.attach_partition("p", "p1", "default");
        }) ==
        "alter table p detach partition p1\n"
        "alter table t alter column b drop identity\n"
        "alter table t drop constraint t_b\n"
        "alter table t drop constraint t_b_key\n"
        "alter table t drop column b\n");
  CHECK(undone([](operations& op) {
          op.rename_table("app.a", "b");
          op.rename_column("b", "x", "y");
          op.rename_constraint("b", "c", "d");
          op.rename_index("app.i", "j");
          op.rename_enum_value("e", "on", "off");
          op.rename(object::function("app.f(uuid)"), "g");
          op.rename(object::policy("t", "p"), "q");
          op.move_table("app.b", "old");
          op.move(object::function("app.h(a.t)"), "old");
        }) ==
        "alter function old.h(a.t) set schema app\n"
        "alter table old.b set schema app\n"
        "alter policy q on t rename to p\n"
        "alter function app.g(uuid) rename to f\n"
        "alter type e rename value 'off' to 'on'\n"
        "alter index app.j rename to i\n"
        "alter table b rename constraint d to c\n"
        "alter table b rename column y to x\n"
        "alter table app.b rename to a\n");
}

TEST_CASE("a function is dropped by its arguments, without their defaults") {
  CHECK(undone([](operations& op) {
          op.create_function("f(a text default 'x, (y)', b numeric(10, 2) = 1, c int[])",
                             {.returns = "int", .body = "select 1"});
          op.create_procedure("p(a int DEFAULT 1)", {.body = ""});
          op.create_function("g()", {.returns = "int", .body = "select 1"});
        }) ==
        "drop function g()\n"
        "drop procedure p(a int)\n"
        "drop function f(a text, b numeric(10, 2), c int[])\n");
}

TEST_CASE("what is done to what the upgrade itself made goes with it") {
  CHECK(undone([](operations& op) {
          op.create_table("a", {column("id", integer).primary_key()});
          op.create_table("b", {column("a", integer)});
          op.enable_row_level_security("a");
          op.set_default("a", "id", "1");
          op.comment(object::column("a", "id"), "the key");
          op.grant("select", object::table("a"), {"public"});
          op.bulk_insert("a", {"id"}, {{1}});
          op.copy_rows("a", "b");
          op.rename_table("b", "c");
          op.set_not_null("c", "a");
        }) ==
        "alter table c rename to b\n"
        "drop table b\n"
        "drop table a\n");
}

TEST_CASE("whatever kind of object an upgrade made, what is done to it goes with it") {
  CHECK(undone([](operations& op) {
          op.create_extension("citext");
          op.comment(object::extension("citext"), "text without case");
          op.create_domain("app.age", integer);
          op.comment(object::domain("app.age"), "in years");
          op.grant("usage", object::domain("app.age"), {"public"});
          op.create_function("f(a integer, b text default 'x')",
                             {.returns = "integer", .body = "select 1"});
          op.comment(object::function("f(int, text)"), "by types");
          op.grant("execute", object::function("f(a integer, b text)"), {"public"});
          op.comment(object::function("f"), "by name");
          op.create_procedure("p(inout a int[])", {.body = "select 1"});
          op.comment(object::procedure("p(integer[])"), "by types");
          op.add_column("t", column("c", integer));
          op.set_default("t", "c", "1");
          op.set_not_null("t", "c");
          op.comment(object::column("t", "c"), "new");
          op.add_constraint("t", check("t_c", "c > 0").not_valid());
          op.validate_constraint("t", "t_c");
          op.comment(object::constraint("t", "t_c"), "positive");
          op.create_index("ix", "app.u", {"c"});
          op.comment(object::index("ix"), "for c");
          op.comment(object::index("app.ix"), "for c");
          op.create_trigger("tr", "t", {.event = "before update", .function = "g()"});
          op.comment(object::trigger("t", "tr"), "keeps it");
          op.create_policy("po", "t", {});
          op.alter_policy("po", "t", {.using_expression = "true"});
          op.create_role("r");
          op.comment(object::role("r"), "reads");
          op.rename_table("t", "v");
          op.set_not_null("v", "c");
        }) ==
        "alter table v rename to t\n"
        "drop role r\n"
        "drop policy po on t\n"
        "drop trigger tr on t\n"
        "drop index app.ix\n"
        "alter table t drop constraint t_c\n"
        "alter table t drop column c\n"
        "drop procedure p(inout a int[])\n"
        "drop function f(a integer, b text)\n"
        "drop domain app.age\n"
        "drop extension citext\n");
  CHECK(refused([](operations& op) {
          op.create_function("f(a integer)", {.returns = "integer", .body = "select 1"});
          op.comment(object::function("f(bigint)"), "another");
        }) == "comment on function 'f(bigint)' has no inverse: its previous state is not known");
}

TEST_CASE("what would hold up a drop is undone") {
  CHECK(undone([](operations& op) {
          op.create_sequence("s");
          op.create_table("t", {column("a", integer)});
          op.alter_sequence("s", {.owned_by = "t.a"});
        }) ==
        "alter sequence s owned by none\n"
        "drop table t\n"
        "drop sequence s\n");
  CHECK(undone([](operations& op) {
          op.create_table("t", {column("a", integer)});
          op.create_sequence("s");
          op.set_default("t", "a", "nextval('s')");
          op.create_role("r");
          op.grant("select", object::table("t"), {"r", "public"});
        }) ==
        "revoke select on table t from r\n"
        "drop role r\n"
        "alter table t alter column a drop default\n"
        "drop sequence s\n"
        "drop table t\n");
  CHECK(refused([](operations& op) {
          op.create_table("t", {column("a", text)});
          op.create_enum("e", {"x"});
          op.alter_column_type("t", "a", type{"e"}, {.using_expression = "a::e"});
        }) ==
        "alter_column_type 't.a' has no inverse: it may use an object that was created after the "
        "one it changes, and that would have to be dropped first");
}

TEST_CASE("grants to a new role, and of new columns alone, are reversed") {
  CHECK(undone([](operations& op) {
          op.create_role("r");
          op.grant("select", object::table("old"), {"r"});
          op.revoke("insert", object::table("old"), {"r"});
          op.add_column("old", column("a", integer));
          op.add_column("old", column("b", integer));
          op.grant("select (a, \"b\"), update (a)", object::table("old"), {"public"});
        }) ==
        "alter table old drop column b\n"
        "alter table old drop column a\n"
        "revoke select on table old from r\n"
        "drop role r\n");
  static const char* privileges = nullptr;
  for (const char* each : {"select (a, c)", "select (c)", "select, update (a)", "select"}) {
    CAPTURE(each);
    privileges = each;
    CHECK(refused([](operations& op) {
            op.add_column("old", column("a", integer));
            op.grant(privileges, object::table("old"), {"public"});
          }) ==
          "grant '" + std::string(each) + "' has no inverse: its previous state is not known");
  }
  CHECK(refused([](operations& op) {
          op.create_role("r");
          op.grant("select", object::table("old"), {"r", "other"});
        }) == "grant 'select' has no inverse: its previous state is not known");
}

TEST_CASE("a primary key is reversed where its columns go as well") {
  CHECK(undone([](operations& op) {
          op.create_table("t", {column("a", integer)});
          op.add_constraint("t", primary_key({"a"}));
        }) ==
        "alter table t drop constraint t_pkey\n"
        "drop table t\n");
  CHECK(refused([](operations& op) {
          op.add_column("t", column("a", integer));
          op.add_constraint("t", primary_key({"a", "b"}));
        })
            .find("has no inverse: its columns stay not null after it is dropped, and may have "
                  "been nullable before") != std::string::npos);
}

TEST_CASE("a notification is sent again") {
  CHECK(undone([](operations& op) { op.notify("pgrst", "reload schema"); }) ==
        "notify pgrst, 'reload schema'\n");
}

TEST_CASE("what has no inverse is told with its call") {
  CHECK(refused([](operations& op) { op.execute("select 1"); }) ==
        "execute has no inverse: revise does not interpret SQL");
  CHECK(refused([](operations& op) { op.drop_table("t"); }) ==
        "drop_table 't' has no inverse: the definition of what was dropped is not known");
  CHECK(refused([](operations& op) { op.drop_column("t", "c"); }) ==
        "drop_column 't.c' has no inverse: the definition of what was dropped is not known");
  CHECK(refused([](operations& op) { op.set_default("t", "c", "1"); }) ==
        "set_default 't.c' has no inverse: its previous state is not known");
  CHECK(refused([](operations& op) { op.alter_column_type("t", "c", text); }) ==
        "alter_column_type 't.c' has no inverse: its previous state is not known");
  CHECK(refused([](operations& op) { op.add_enum_value("e", "v"); }) ==
        "add_enum_value 'e.v' has no inverse: postgresql cannot remove a value from an enum");
  CHECK(refused([](operations& op) { op.bulk_insert("t", {"a"}, {{1}}); }) ==
        "bulk_insert 't' has no inverse: its rows cannot be told from those that existed before");
  CHECK(refused([](operations& op) {
          op.create_table("t", {column("a", integer)}, {.if_not_exists = true});
        }) == "create_table 't' has no inverse: with if_not_exists, it may have existed before");
  CHECK(refused([](operations& op) { op.create_view("v", "select 1", {.replace = true}); }) ==
        "create_view 'v' has no inverse: with replace, it may have existed before");
  CHECK(refused([](operations& op) { op.move_table("t", "old"); }) ==
        "move_table 't' has no inverse: its name does not say which schema it was in");
  // The upgrade made an object with that name, but a schema, not the table.
  CHECK(refused([](operations& op) {
          op.create_schema("t");
          op.drop_default("t", "c");
        }) == "drop_default 't.c' has no inverse: its previous state is not known");
  // With if_not_exists, it is unknown whether the upgrade made the object.
  CHECK(refused([](operations& op) { op.create_sequence("s", {.if_not_exists = true}); }) ==
        "create_sequence 's' has no inverse: with if_not_exists, it may have existed before");
}

TEST_CASE("what has no inverse is told with its line") {
  static const argument_map none;
  operation_list done;
  recorder op(done, postgresql, none);
  op.create_schema("s");
  const int line = __LINE__;
  op.execute("select 1");
  try {
    inverse_of(done.operations());
    FAIL("no error");
  } catch (const no_inverse& e) {
    CHECK(e.where().line == line + 1);
  }
}

TEST_CASE("what is expected of rows is passed over") {
  CHECK(undone([](operations& op) {
          op.expect_rows("t", {.exactly = 1});
          op.preserve_rows("t", "u");
          op.create_table("v", {column("a", integer)});
        }) == "drop table v\n");
}

}  // namespace test_operations_inverse
