#include "support/operation_samples.h"

namespace revise::test {

namespace {

void table_t(operations& op) {
  op.create_table("t", {column("id", integer).primary_key(), column("a", text)});
}

sample_list added_columns() {
  return {
      {.title = "columns added",
       .setup = table_t,
       .up =
           [](operations& op) {
             op.add_column("t", column("plain", text));
             op.add_column("t", column("given", varchar(10)).not_null().server_default("'x'"));
             op.add_column("t", column("of", integer).references("t", "id").on_delete(cascade));
             op.add_column("t", column("positive", integer).check("positive > 0"));
           },
       .down =
           [](operations& op) {
             op.drop_column("t", "positive");
             op.drop_column("t", "of");
             op.drop_column("t", "given");
             op.drop_column("t", "plain");
           }},
      {.title = "columns added that are keys, are computed, or begin with a computed value",
       .setup =
           [](operations& op) {
             op.create_table("t", {column("a", integer)});
             op.bulk_insert("t", {"a"}, {{1}, {2}});
           },
       .up =
           [](operations& op) {
             op.add_column("t", column("id", bigint).identity().primary_key());
             op.add_column("t", column("code", varchar(9)).unique());
             op.add_column("t", column("twice", integer).generated("a * 2"));
             op.add_column("t", column("made", timestamptz).not_null().server_default("now()"));
             op.add_column("t", column("of", bigint).server_default("1").references("t", "id"));
           },
       .down =
           [](operations& op) {
             op.drop_column("t", "of");
             op.drop_column("t", "made");
             op.drop_column("t", "twice");
             op.drop_column("t", "code");
             op.drop_column("t", "id");
           }},
      {.title = "columns added with what only PostgreSQL can add",
       .on = databases::postgresql,
       .setup = table_t,
       .up =
           [](operations& op) {
             op.add_column("t", column("a", text), {.if_not_exists = true});
             op.add_column("t", column("more", text).comment("it's more"), {.if_not_exists = true});
             op.add_column("t", column("no", bigint).identity(always).unique());
             op.add_column("t", column("twice", integer).generated("id * 2"));
             op.add_column("t", column("later", integer).references("t").deferrable());
             op.add_column("t", column("last", integer).references("t").initially_deferred());
           },
       .down =
           [](operations& op) {
             op.drop_column("t", "last");
             op.drop_column("t", "later");
             op.drop_column("t", "twice");
             op.drop_column("t", "no");
             op.drop_column("t", "more", {.if_exists = true, .cascade = true});
             op.drop_column("t", "more", {.if_exists = true});
           }},
      {.title = "a column dropped and made again",
       .setup =
           [](operations& op) {
             op.create_table("t", {column("id", integer), column("gone", varchar(5))});
           },
       .up = [](operations& op) { op.drop_column("t", "gone"); },
       .down = [](operations& op) { op.add_column("t", column("gone", varchar(5))); }},
      {.title = "a column renamed",
       .setup = table_t,
       .up = [](operations& op) { op.rename_column("t", "a", "Name"); },
       .down = [](operations& op) { op.rename_column("t", "Name", "a"); }},
  };
}

sample_list altered_columns() {
  return {
      {.title = "a column's type, to one that holds as much",
       .also = "select a, b from t",
       .setup =
           [](operations& op) {
             op.create_table("t", {column("id", integer).identity().primary_key(),
                                   column("a", integer).references("t"), column("b", text)});
             op.bulk_insert("t", {"a", "b"}, {{1, "x"}, {nullptr, "y"}});
             op.create_index("t_b", "t", {"b"});
           },
       .up =
           [](operations& op) {
             op.alter_column_type("t", "id", bigint);
             op.alter_column_type("t", "a", bigint);
             op.alter_column_type("t", "b", varchar(9), {.using_expression = "b || b"});
           },
       .down =
           [](operations& op) {
             op.alter_column_type("t", "b", text, {.using_expression = "substr(t.b, 2)"});
             op.alter_column_type("t", "a", integer);
             op.alter_column_type("t", "id", integer);
           }},
      {.title = "a column's type",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_table("t", {column("a", integer), column("b", text), column("c", text)});
             op.bulk_insert("t", {"a", "b", "c"}, {{1, "2", "x"}});
           },
       .up =
           [](operations& op) {
             op.alter_column_type("t", "a", numeric(10, 2));
             op.alter_column_type("t", "b", integer, {.using_expression = "b::integer + 1"});
             op.alter_column_type("t", "c", varchar(9), {.collation = "C"});
           },
       .down =
           [](operations& op) {
             op.alter_column_type("t", "c", text, {.collation = "default"});
             op.alter_column_type("t", "b", text, {.using_expression = "(b - 1)::text"});
             op.alter_column_type("t", "a", integer);
           }},
      {.title = "whether a column may be null",
       .setup = table_t,
       .up = [](operations& op) { op.set_not_null("t", "a"); },
       .down = [](operations& op) { op.drop_not_null("t", "a"); }},
      {.title = "a column's default",
       .setup =
           [](operations& op) {
             op.create_table("t", {column("a", text).server_default("'old'"),
                                   column("b", timestamptz), column("c", integer)});
           },
       .up =
           [](operations& op) {
             op.drop_default("t", "a");
             op.set_default("t", "b", "now()");
             op.set_default("t", "c", "1 + 2");
           },
       .down =
           [](operations& op) {
             op.drop_default("t", "c");
             op.drop_default("t", "b");
             op.set_default("t", "a", "'old'");
           }},
      {.title = "a column that numbers itself from now on",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_table("t", {column("a", integer).not_null(), column("b", bigint).not_null(),
                                   column("c", bigint).not_null()});
           },
       .up =
           [](operations& op) {
             op.add_identity("t", "a");
             op.add_identity("t", "b", always);
             op.add_identity("t", "c", by_default);
             op.sequence_follows({}, "t", "a");
           },
       .down =
           [](operations& op) {
             op.drop_identity("t", "c");
             op.drop_identity("t", "b");
             op.drop_identity("t", "a");
           }},
      {.title = "a column of a table in a schema, with names that must be quoted",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_table("app.Order", {column("from", integer).not_null()});
           },
       .up =
           [](operations& op) {
             op.rename_column("app.Order", "from", "end");
             op.alter_column_type("app.Order", "end", bigint);
             op.set_default("app.Order", "end", "0");
             op.drop_not_null("app.Order", "end");
           },
       .down =
           [](operations& op) {
             op.set_not_null("app.Order", "end");
             op.drop_default("app.Order", "end");
             op.alter_column_type("app.Order", "end", integer);
             op.rename_column("app.Order", "end", "from");
           }},
  };
}

}  // namespace

sample_list column_samples() {
  sample_list all = added_columns();
  const sample_list altered = altered_columns();
  all.insert(all.end(), altered.begin(), altered.end());
  return all;
}

}  // namespace revise::test
