#include "support/operation_samples.h"

namespace revise::test {

namespace {

void table_t(operations& op) {
  op.create_table("t", {column("id", integer).primary_key(), column("a", text)});
}

void materialized(operations& op) {
  table_t(op);
  op.bulk_insert("t", {"id", "a"}, {{1, "x"}});
  op.create_materialized_view("v", "select id, a from t");
  op.create_index("v_id", "v", {"id"}, {.unique = true});
}

}  // namespace

sample_list view_samples() {
  return {
      {.title = "a view",
       .setup = table_t,
       .up = [](operations& op) { op.create_view("v", "select id, a from t where id > 0;\n"); },
       .down = [](operations& op) { op.drop_view("v"); }},
      {.title = "a view with names for its columns, of a query that ends in a comment",
       .setup = table_t,
       .up =
           [](operations& op) {
             op.create_view("v", "select id, a from t -- all of them",
                            {.columns = {"No", "order"}});
           },
       .down =
           [](operations& op) {
             op.drop_view("v", {.if_exists = true});
             op.drop_view("v", {.if_exists = true});
           }},
      {.title = "a view with what only PostgreSQL has, replaced",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             table_t(op);
             op.create_view("v", "select id from t");
             op.create_view("over", "select id from v");
           },
       .up =
           [](operations& op) {
             op.create_view("v", "select id, a from t where id > 0 -- positive",
                            {.replace = true,
                             .columns = {"id", "b"},
                             .check_option = "local",
                             .with = "security_invoker = true, security_barrier"});
             op.create_view("w", "select * from v where b <> ''", {.check_option = "cascaded"});
           },
       .down =
           [](operations& op) {
             op.drop_view("w");
             op.drop_view("v", {.if_exists = true, .cascade = true});
             op.create_view("v", "select id from t");
             op.create_view("over", "select id from v");
           }},
      {.title = "a materialized view",
       .on = databases::postgresql,
       .setup = table_t,
       .up = [](operations& op) { op.create_materialized_view("v", "select id, a from t"); },
       .down = [](operations& op) { op.drop_materialized_view("v"); }},
      {.title = "a materialized view with each option, in a schema",
       .on = databases::postgresql,
       .also = "select relname, relispopulated from pg_class where relkind = 'm' order by 1",
       .setup =
           [](operations& op) {
             table_t(op);
             op.create_schema("app");
           },
       .up =
           [](operations& op) {
             op.create_materialized_view("app.V", "select id, a from t -- all of them",
                                         {.if_not_exists = true,
                                          .with_data = false,
                                          .columns = {"No", "b"},
                                          .with = "fillfactor = 70"});
             op.create_materialized_view("app.V", "select 1", {.if_not_exists = true});
             op.create_materialized_view("w", "select 1 as one", {.with_data = true});
           },
       .down =
           [](operations& op) {
             op.drop_materialized_view("w");
             op.drop_materialized_view("app.V", {.if_exists = true, .cascade = true});
             op.drop_materialized_view("app.V", {.if_exists = true});
           }},
      {.title = "a materialized view refreshed",
       .on = databases::postgresql,
       .also = "select count(*) from v",
       .setup =
           [](operations& op) {
             materialized(op);
             op.bulk_insert("t", {"id", "a"}, {{2, "y"}});
           },
       .up = [](operations& op) { op.refresh_materialized_view("v"); },
       .down =
           [](operations& op) {
             op.execute("delete from t where id = 2");
             op.refresh_materialized_view("v", {.concurrently = true});
           }},
      {.title = "a materialized view emptied",
       .on = databases::postgresql,
       .also = "select relispopulated from pg_class where relname = 'v'",
       .setup = materialized,
       .up = [](operations& op) { op.refresh_materialized_view("v", {.with_data = false}); },
       .down = [](operations& op) { op.refresh_materialized_view("v", {.with_data = true}); }},
  };
}

}  // namespace revise::test
