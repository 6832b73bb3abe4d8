#include "support/operation_samples.h"

namespace revise::test {

namespace {

// Creates one object of each kind.
void all_kinds(operations& op) {
  op.create_schema("app");
  op.create_enum("e", {"x"});
  op.create_domain("d", integer);
  op.create_sequence("s");
  op.create_table("t", {column("id", integer).primary_key(), column("a", text)});
  op.create_index("i", "t", {"a"});
  op.create_view("v", "select id from t");
  op.create_materialized_view("m", "select id from t");
  op.create_function("f(a integer)", {.returns = "integer", .body = "select a"});
  op.create_function("touch()", {.returns = "trigger", .body = "begin return new; end"});
  op.create_procedure("p()", {.body = "select 1"});
  op.create_trigger("g", "t", {.event = "before update", .function = "touch()"});
  op.create_policy("y", "t", {});
}

sample_list renamed_and_moved() {
  return {
      {.title = "every kind of object renamed",
       .on = databases::postgresql,
       .also = "select rolname from pg_roles where rolname ~* '^sample.r2?$'",
       .setup =
           [](operations& op) {
             all_kinds(op);
             op.create_role("sample_r", {.if_not_exists = true});
           },
       .up =
           [](operations& op) {
             op.rename(object::schema("app"), "App 2");
             op.rename(object::type("e"), "E2");
             op.rename(object::domain("d"), "d2");
             op.rename(object::sequence("s"), "s2");
             op.rename(object::trigger("t", "g"), "g2");
             op.rename(object::policy("t", "y"), "y2");
             op.rename(object::constraint("t", "t_pkey"), "key");
             op.rename(object::column("t", "a"), "a2");
             op.rename(object::index("i"), "i2");
             op.rename(object::table("t"), "t2");
             op.rename(object::view("v"), "v2");
             op.rename(object::materialized_view("m"), "m2");
             op.rename(object::function("f(integer)"), "f2");
             op.rename(object::procedure("p"), "p2");
             op.rename(object::role("sample_r"), "Sample r2");
           },
       .down =
           [](operations& op) {
             op.rename(object::role("Sample r2"), "sample_r");
             op.rename(object::procedure("p2()"), "p");
             op.rename(object::function("f2"), "f");
             op.rename(object::materialized_view("m2"), "m");
             op.rename(object::view("v2"), "v");
             op.rename(object::table("t2"), "t");
             op.rename(object::index("i2"), "i");
             op.rename(object::column("t", "a2"), "a");
             op.rename(object::constraint("t", "key"), "t_pkey");
             op.rename(object::policy("t", "y2"), "y");
             op.rename(object::trigger("t", "g2"), "g");
             op.rename(object::sequence("s2"), "s");
             op.rename(object::domain("d2"), "d");
             op.rename(object::type("E2"), "e");
             op.rename(object::schema("App 2"), "app");
           }},
      {.title = "every kind of object that can be moved",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             all_kinds(op);
             op.create_extension("pg_trgm");
           },
       .up =
           [](operations& op) {
             op.move(object::extension("pg_trgm"), "app");
             op.move(object::type("e"), "app");
             op.move(object::domain("d"), "app");
             op.move(object::sequence("s"), "app");
             op.move(object::table("t"), "app");
             op.move(object::view("v"), "app");
             op.move(object::materialized_view("m"), "app");
             op.move(object::function("f"), "app");
             op.move(object::procedure("p()"), "app");
           },
       .down =
           [](operations& op) {
             op.move(object::procedure("app.p"), "public");
             op.move(object::function("app.f(integer)"), "public");
             op.move(object::materialized_view("app.m"), "public");
             op.move(object::view("app.v"), "public");
             op.move(object::table("app.t"), "public");
             op.move(object::sequence("app.s"), "public");
             op.move(object::domain("app.d"), "public");
             op.move(object::type("app.e"), "public");
             op.move(object::extension("pg_trgm"), "public");
           }},
  };
}

sample_list comments() {
  return {
      {.title = "comments on every kind of object",
       .on = databases::postgresql,
       .also = "select rolname, shobj_description(oid, 'pg_authid') from pg_roles "
               "where rolname = 'sample_reader' union all "
               "select datname, shobj_description(oid, 'pg_database') from pg_database "
               "where datname = 'postgres'",
       .setup =
           [](operations& op) {
             all_kinds(op);
             op.create_extension("btree_gin");
             op.comment(object::extension("btree_gin"), "");
             op.create_role("sample_reader", {.if_not_exists = true});
           },
       .up =
           [](operations& op) {
             const char* words = "it's \"quoted\"\nand \\ has 2 lines; $$";
             op.comment(object::schema("app"), words);
             op.comment(object::extension("btree_gin"), words);
             op.comment(object::type("e"), words);
             op.comment(object::domain("d"), words);
             op.comment(object::sequence("s"), words);
             op.comment(object::table("t"), words);
             op.comment(object::column("t", "a"), words);
             op.comment(object::constraint("t", "t_pkey"), words);
             op.comment(object::index("i"), words);
             op.comment(object::view("v"), words);
             op.comment(object::materialized_view("m"), words);
             op.comment(object::function("f(integer)"), words);
             op.comment(object::procedure("p"), words);
             op.comment(object::trigger("t", "g"), words);
             op.comment(object::policy("t", "y"), words);
             op.comment(object::role("sample_reader"), words);
             op.comment(object::database("postgres"), words);
           },
       .down =
           [](operations& op) {
             op.comment(object::database("postgres"), "default administrative connection database");
             op.comment(object::role("sample_reader"), "");
             op.comment(object::policy("t", "y"), "");
             op.comment(object::trigger("t", "g"), "");
             op.comment(object::procedure("p()"), "");
             op.comment(object::function("f"), "");
             op.comment(object::materialized_view("m"), "");
             op.comment(object::view("v"), "");
             op.comment(object::index("i"), "");
             op.comment(object::constraint("t", "t_pkey"), "");
             op.comment(object::column("t", "a"), "");
             op.comment(object::table("t"), "");
             op.comment(object::sequence("s"), "");
             op.comment(object::domain("d"), "");
             op.comment(object::type("e"), "");
             op.comment(object::extension("btree_gin"), "");
             op.comment(object::schema("app"), "");
           }},
  };
}

sample_list drops() {
  return {
      {.title = "every kind of object dropped by its kind",
       .on = databases::postgresql,
       .comes_back = false,
       .also = "select rolname from pg_roles where rolname = 'sample_gone'",
       .setup =
           [](operations& op) {
             all_kinds(op);
             op.create_extension("pg_trgm");
             op.create_role("sample_gone");
           },
       .up =
           [](operations& op) {
             op.drop(object::role("sample_gone"), {.if_exists = true});
             op.drop(object::extension("pg_trgm"));
             op.drop(object::policy("t", "y"));
             op.drop(object::trigger("t", "g"));
             op.drop(object::procedure("p()"));
             op.drop(object::function("f(integer)"), {.cascade = true});
             op.drop(object::materialized_view("m"));
             op.drop(object::view("v"));
             op.drop(object::index("i"));
             op.drop(object::constraint("t", "t_pkey"));
             op.drop(object::column("t", "a"));
             op.drop(object::table("t"));
             op.drop(object::sequence("s"));
             op.drop(object::domain("d"));
             op.drop(object::type("e"));
             op.drop(object::schema("app"));
           },
       .down = nothing},
      {.title = "every kind of object dropped where nothing else needs it",
       .on = databases::postgresql,
       .comes_back = false,
       .also = "select rolname from pg_roles where rolname = 'sample_gone'",
       .setup =
           [](operations& op) {
             all_kinds(op);
             op.create_extension("pg_trgm");
             op.create_index("by_trigram", "t", {index_column("a").operator_class("gin_trgm_ops")},
                             {.method = "gin"});
             op.create_role("sample_gone");
             for (const object& o :
                  {object::schema("app"), object::domain("d"), object::type("e"),
                   object::sequence("s"), object::view("v"), object::materialized_view("m"),
                   object::function("f"), object::procedure("p")}) {
               op.comment(o, "ours");
             }
           },
       .up =
           [](operations& op) {
             op.drop_role("sample_gone", {.if_unused = true});
             op.drop_extension("pg_trgm", {.if_unused = true});
             op.drop_policy("y", "t", {.if_unused = true});
             op.drop_trigger("g", "t", {.if_unused = true});
             op.drop_procedure("p()", {.if_unused = true, .if_comment = "ours"});
             op.drop_function("f(integer)", {.if_unused = true, .if_comment = "ours"});
             op.drop_materialized_view("m", {.if_unused = true, .if_comment = "ours"});
             op.drop_view("v", {.if_unused = true, .if_comment = "ours"});
             op.drop_constraint("t", "t_pkey", {.if_unused = true});
             op.drop_column("t", "a", {.if_unused = true});
             op.drop_sequence("s", {.if_unused = true, .if_comment = "ours"});
             op.drop_domain("d", {.if_unused = true, .if_comment = "ours"});
             op.drop_enum("e", {.if_unused = true, .if_comment = "ours"});
             op.drop(object::schema("app"), {.if_unused = true, .if_comment = "ours"});
           },
       .down = nothing},
  };
}

// An existing object is left unchanged, both by the upgrade and by the downgrade.
sample_list found_or_made() {
  static constexpr const char* mark = "made by this migration, it's true";
  return {
      {.title = "what is missing is made, what is there is left alone",
       .on = databases::postgresql,
       .also = "select obj_description('found'::regnamespace, 'pg_namespace'), "
               "obj_description('found.t'::regclass, 'pg_class'), "
               "obj_description('found.f(integer)'::regprocedure, 'pg_proc')",
       .setup =
           [](operations& op) {
             op.create_schema("found");
             op.create_table("found.t", {column("a", text)}, {.comment = "there before"});
             op.create_function("found.f(integer)", {.returns = "integer", .body = "select 1"});
           },
       .up =
           [](operations& op) {
             for (const char* schema : {"found", "made"}) {
               const std::string in(schema);
               op.create_schema(in, {.if_not_exists = true, .comment = mark});
               op.create_table(in + ".t", {column("b", text).comment("a column")},
                               {.if_not_exists = true, .comment = mark});
               op.create_function(in + ".f(integer)", {.returns = "integer",
                                                       .body = "select 2",
                                                       .if_not_exists = true,
                                                       .comment = mark});
             }
             op.grant("usage", object::schema("found"), {"pg_monitor"}, {.if_comment = mark});
             op.grant("usage", object::schema("made"), {"pg_monitor"}, {.if_comment = mark});
             op.create_function(
                 "found.g()", {.returns = "integer", .body = "select 3", .comment = "a function"});
             op.create_view("made.v", "select b from made.t");
             op.drop_view("made.v", {.if_comment = mark});
             op.drop_table("made.t", {.if_unused = true});
           },
       .down =
           [](operations& op) {
             op.drop_view("made.v");
             op.drop_function("found.g");
             for (const char* schema : {"found", "made"}) {
               const std::string in(schema);
               op.drop_function(in + ".f(integer)", {.if_exists = true, .if_comment = mark});
               op.drop_table(in + ".t", {.if_unused = true, .if_comment = mark});
               op.drop_schema(in, {.if_comment = mark});
             }
             op.drop_schema("found", {.if_unused = true});
             op.drop_schema("missing", {.if_exists = true, .if_unused = true});
           }},
  };
}

}  // namespace

sample_list object_samples() {
  sample_list all = renamed_and_moved();
  for (sample_list part : {comments(), drops(), found_or_made()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace revise::test
