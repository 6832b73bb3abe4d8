#include "support/operation_samples.h"

namespace revise::test {

namespace {

void table_t(operations& op) {
  op.create_table("t", {column("a", text), column("b", integer), column("c", jsonb)});
}

}  // namespace

sample_list index_samples() {
  return {
      {.title = "indexes",
       .setup = table_t,
       .up =
           [](operations& op) {
             op.create_index("plain", "t", {"a"});
             op.create_index("several", "t", {"b", "a"});
             op.create_index("only", "t", {"a"}, {.unique = true});
             op.create_index("some", "t", {"b"}, {.where = "b > 10"});
             op.create_index("computed", "t", {"(lower(a))", "b"});
             op.create_index("all_of_it", "t", {"(b + 1)"},
                             {.unique = true, .if_not_exists = true, .where = "a is not null"});
             op.create_index("plain", "t", {"b"}, {.if_not_exists = true});
             op.create_index("ordered", "t",
                             {index_column("a").descending(), index_column("b").ascending()});
             op.create_index("collated", "t",
                             {index_column("a").collate(op.database() == sqlite ? "nocase" : "C")});
           },
       .down =
           [](operations& op) {
             op.drop_index("collated");
             op.drop_index("ordered");
             op.drop_index("all_of_it");
             op.drop_index("computed");
             op.drop_index("some");
             op.drop_index("only");
             op.drop_index("several");
             op.drop_index("plain", {.if_exists = true});
             op.drop_index("plain", {.if_exists = true});
           }},
      {.title = "indexes with what only PostgreSQL has",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             table_t(op);
             op.create_extension("pg_trgm");
           },
       .up =
           [](operations& op) {
             op.create_index("by_method", "t", {"c"}, {.method = "gin"});
             op.create_index("by_class", "t", {index_column("a").operator_class("gin_trgm_ops")},
                             {.method = "gin", .with = "fastupdate = off"});
             op.create_index(
                 "nulls", "t",
                 {index_column("a").nulls_first(), index_column("b").descending().nulls_last()});
             op.create_index("same_nulls", "t", {"b"},
                             {.unique = true, .nulls_not_distinct = true});
             op.create_index("everything", "t",
                             {index_column("(lower(a))")
                                  .collate("C")
                                  .operator_class("text_pattern_ops")
                                  .descending()
                                  .nulls_last(),
                              "b"},
                             {.unique = true,
                              .method = "btree",
                              .include = {"a", "c"},
                              .with = "fillfactor = 70",
                              .tablespace = "pg_default",
                              .where = "b > 0 or b is null"});
           },
       .down =
           [](operations& op) {
             op.drop_index("everything", {.cascade = true});
             op.drop_index("same_nulls");
             op.drop_index("nulls");
             op.drop_index("by_class");
             op.drop_index("by_method");
           }},
      {.title = "indexes made and dropped without blocking",
       .on = databases::postgresql,
       .in_transaction = false,
       .setup = table_t,
       .up =
           [](operations& op) {
             op.create_index("t_a", "t", {"a"}, {.concurrently = true});
             op.create_index("t_b", "t", {"b"},
                             {.unique = true, .if_not_exists = true, .concurrently = true});
           },
       .down =
           [](operations& op) {
             op.drop_index("t_b", {.if_exists = true, .concurrently = true});
             op.drop_index("t_b", {.if_exists = true, .concurrently = true});
             op.drop_index("t_a", {.concurrently = true});
           }},
      {.title = "an index renamed",
       .setup =
           [](operations& op) {
             table_t(op);
             op.create_index("t_a", "t", {"a"});
           },
       .up = [](operations& op) { op.rename_index("t_a", "By A"); },
       .down = [](operations& op) { op.rename_index("By A", "t_a"); }},
      {.title = "an index of a table in a schema",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_table("app.Things", {column("Name", text)});
           },
       .up =
           [](operations& op) {
             op.create_index("app.by_name", "app.Things", {"Name"});
             op.create_index("by upper", "app.Things", {"(upper(\"Name\"))"});
             op.rename_index("app.by_name", "By name");
           },
       .down =
           [](operations& op) {
             op.rename_index("app.By name", "by_name");
             op.drop_index("app.by upper");
             op.drop_index("app.by_name");
           }},
  };
}

}  // namespace revise::test
