#include "support/operation_samples.h"

namespace revise::test {

namespace {

constexpr const char* sample_roles =
    "select rolname, rolcanlogin, rolbypassrls, rolinherit, array(select m.rolname::text from "
    "pg_auth_members join pg_roles m on m.oid = member where roleid = r.oid order by 1) "
    "from pg_roles r where rolname ~ 'sample_(one|three)|two' order by 1";

void table_and_role(operations& op) {
  op.create_role("sample_reader", {.if_not_exists = true});
  op.create_role("Sample Writer", {.if_not_exists = true});
  op.create_schema("app");
  op.create_table("app.Notes", {column("id", integer), column("owner", text)});
}

sample_list row_level_security() {
  return {
      {.title = "row-level security",
       .on = databases::postgresql,
       .setup = table_and_role,
       .up =
           [](operations& op) {
             op.enable_row_level_security("app.Notes");
             op.force_row_level_security("app.Notes");
           },
       .down =
           [](operations& op) {
             op.no_force_row_level_security("app.Notes");
             op.disable_row_level_security("app.Notes");
           }},
      {.title = "policies",
       .on = databases::postgresql,
       .setup = table_and_role,
       .up =
           [](operations& op) {
             op.create_policy("everybody", "app.Notes", {});
             op.create_policy("readers", "app.Notes",
                              {.command = policy_command::select,
                               .roles = {"sample_reader", "Sample Writer"},
                               .using_expression = "owner = current_user"});
             op.create_policy("It's mine", "app.Notes",
                              {.command = policy_command::insert,
                               .restrictive = true,
                               .roles = {"public"},
                               .check_expression = "owner = current_user"});
             op.create_policy("change", "app.Notes",
                              {.command = policy_command::update,
                               .roles = {"current_user"},
                               .using_expression = "id > 0",
                               .check_expression = "id > 1"});
             op.create_policy(
                 "remove", "app.Notes",
                 {.command = policy_command::delete_rows, .using_expression = "false"});
             op.create_policy("all", "app.Notes", {.command = policy_command::all});
           },
       .down =
           [](operations& op) {
             op.drop_policy("all", "app.Notes");
             op.drop_policy("remove", "app.Notes", {.if_exists = true, .cascade = true});
             op.drop_policy("remove", "app.Notes", {.if_exists = true});
             op.drop_policy("change", "app.Notes");
             op.drop_policy("It's mine", "app.Notes");
             op.drop_policy("readers", "app.Notes");
             op.drop_policy("everybody", "app.Notes");
           }},
      {.title = "a policy altered",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             table_and_role(op);
             op.create_policy("p", "app.Notes",
                              {.using_expression = "id > 0", .check_expression = "id > 1"});
           },
       .up =
           [](operations& op) {
             op.alter_policy("p", "app.Notes",
                             {.roles = {"sample_reader"},
                              .using_expression = "id > 2",
                              .check_expression = "id > 3"});
           },
       .down =
           [](operations& op) {
             op.alter_policy("p", "app.Notes", {.roles = {"public"}});
             op.alter_policy("p", "app.Notes", {.using_expression = "id > 0"});
             op.alter_policy("p", "app.Notes", {.check_expression = "id > 1"});
           }},
  };
}

sample_list roles() {
  return {
      {.title = "roles",
       .on = databases::postgresql,
       .also = sample_roles,
       .up =
           [](operations& op) {
             op.create_role("sample_one");
             op.create_role("sample_one", {.if_not_exists = true});
             op.create_role(
                 "Sample's \"two\"",
                 {.if_not_exists = true, .login = true, .attributes = "bypassrls noinherit"});
             op.create_role("sample_three", {.login = true});
             op.grant_role("sample_one", {"Sample's \"two\"", "sample_three"});
             op.comment(object::role("sample_one"), "of a sample");
           },
       .down =
           [](operations& op) {
             op.revoke_role("sample_one", {"sample_three"});
             op.revoke_role("sample_one", {"Sample's \"two\""});
             op.drop_role("sample_three", {.if_exists = true});
             op.drop_role("sample_three", {.if_exists = true});
             op.drop_role("Sample's \"two\"");
             op.drop_role("sample_one");
           }},
  };
}

sample_list grants() {
  return {
      {.title = "grants on every kind of object",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             table_and_role(op);
             op.create_sequence("app.Nos");
             op.create_view("app.V", "select 1 as one");
             op.create_materialized_view("app.M", "select 1 as one");
             op.create_function("app.F(a integer)", {.returns = "integer", .body = "select a"});
             op.create_procedure("app.P()", {.body = "select 1"});
             op.create_enum("app.E", {"x"});
             op.create_domain("app.D", integer);
           },
       .up =
           [](operations& op) {
             op.grant("usage", object::schema("app"), {"sample_reader", "Sample Writer"});
             op.grant("select, insert (id, owner)", object::table("app.Notes"), {"Sample Writer"},
                      {.with_grant_option = true});
             op.grant("all", object::view("app.V"), {"sample_reader"});
             op.grant("select", object::materialized_view("app.M"), {"public"});
             op.grant("usage, select", object::sequence("app.Nos"), {"sample_reader"});
             op.grant("execute", object::function("app.F(integer)"), {"sample_reader"});
             op.grant("execute", object::procedure("app.P"), {"sample_reader"});
             op.grant("usage", object::type("app.E"), {"sample_reader"});
             op.grant("usage", object::domain("app.D"), {"sample_reader"});
             op.revoke("execute", object::function("app.F"), {"public"});
           },
       .down =
           [](operations& op) {
             op.grant("execute", object::function("app.F"), {"public"});
             op.revoke("usage", object::domain("app.D"), {"sample_reader"});
             op.revoke("usage", object::type("app.E"), {"sample_reader"});
             op.revoke("execute", object::procedure("app.P()"), {"sample_reader"});
             op.revoke("execute", object::function("app.F(integer)"), {"sample_reader"});
             op.revoke("all", object::sequence("app.Nos"), {"sample_reader"});
             op.revoke("select", object::materialized_view("app.M"), {"public"});
             op.revoke("all", object::view("app.V"), {"sample_reader"});
             op.revoke("all", object::table("app.Notes"), {"Sample Writer"}, {.cascade = true});
             op.revoke("usage", object::schema("app"), {"sample_reader", "Sample Writer"});
           }},
      {.title = "the grants of one table, view and sequence on another",
       .on = databases::postgresql,
       .comes_back = false,
       .setup =
           [](operations& op) {
             for (const char* role : {"sample_reader", "Sample Writer"}) {
               op.create_role(role, {.if_not_exists = true});
             }
             op.create_schema("app");
             for (const char* name : {"a", "app.It's new"}) {
               op.create_table(name, {column("id", integer), column("Odd name", text)});
             }
             op.create_view("v", "select id from a");
             op.create_view("w", "select id from a");
             op.create_sequence("s");
             op.create_sequence("t");
             op.grant("select", object::table("a"), {"public"});
             op.grant("update, insert (id, \"Odd name\")", object::table("a"), {"Sample Writer"},
                      {.with_grant_option = true});
             op.grant("delete, update (id)", object::table("app.It's new"), {"sample_reader"});
             op.grant("select", object::view("v"), {"sample_reader"});
             op.grant("usage", object::sequence("s"), {"sample_reader"});
             op.grant("all", object::sequence("t"), {"public"});
           },
       .up =
           [](operations& op) {
             op.copy_grants(object::table("a"), object::table("app.It's new"));
             op.copy_grants(object::view("v"), object::view("w"));
             op.copy_grants(object::sequence("s"), object::sequence("t"));
             op.copy_grants(object::sequence("s"), object::sequence("s"));
           },
       .down = nothing},
      {.title = "grants on a database",
       .on = databases::postgresql,
       .also = "select has_database_privilege('sample_reader', 'postgres', 'create')",
       .setup = [](operations& op) { op.create_role("sample_reader", {.if_not_exists = true}); },
       .up =
           [](operations& op) {
             op.grant("create", object::database("postgres"), {"sample_reader"});
           },
       .down =
           [](operations& op) {
             op.revoke("create", object::database("postgres"), {"sample_reader"});
           }},
      {.title = "grants on all that a schema has",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             table_and_role(op);
             op.create_sequence("app.Nos");
             op.create_function("app.F(a integer)", {.returns = "integer", .body = "select a"});
           },
       .up =
           [](operations& op) {
             op.grant("select", object::all_tables("app"), {"sample_reader"});
             op.grant("usage", object::all_sequences("app"), {"sample_reader"});
             op.grant("execute", object::all_functions("app"), {"sample_reader"});
           },
       .down =
           [](operations& op) {
             op.revoke("execute", object::all_functions("app"), {"sample_reader"});
             op.revoke("usage", object::all_sequences("app"), {"sample_reader"});
             op.revoke("select", object::all_tables("app"), {"sample_reader"});
           }},
  };
}

}  // namespace

sample_list access_samples() {
  sample_list all = row_level_security();
  for (sample_list part : {roles(), grants()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace revise::test
