#include "support/operation_samples.h"

namespace revise::test {

namespace {

sample_list plain_tables() {
  return {
      {.title = "a table with each option of a column",
       .setup =
           [](operations& op) {
             op.create_table("orgs", {column("id", bigint).identity().primary_key(),
                                      column("slug", varchar(50)).not_null().unique()});
           },
       .up =
           [](operations& op) {
             op.create_table(
                 "users", {
                              column("id", text).primary_key(),
                              column("org", bigint)
                                  .not_null()
                                  .references("orgs", "id")
                                  .on_delete(cascade)
                                  .on_update(restrict),
                              column("other", bigint).references("orgs", "id").on_delete(set_null),
                              column("third", bigint)
                                  .server_default("1")
                                  .references("orgs", {}, "users_third")
                                  .on_delete(set_default)
                                  .on_update(no_action),
                              column("age", integer).check("age > 0"),
                              column("size", integer).check("size > 0", "it has a size"),
                              column("nick", text)
                                  .unique("one nick each")
                                  .collate(op.database() == sqlite ? "nocase" : "C"),
                              column("created_at", timestamptz).not_null().server_default("now()"),
                              column("day", date).server_default("current_date"),
                              column("word", text).server_default("'it''s a (word)'"),
                              column("empty", text).server_default("''"),
                              column("sum", integer).server_default("(1) + (2)"),
                              column("both", text).server_default("('a)' || 'b')"),
                              column("less", integer).server_default("-1"),
                              column("lower", text).server_default("lower('A')"),
                              column("flag", boolean).not_null().server_default("true"),
                              column("nothing", text).server_default("null"),
                              column("twice", integer).generated("age * 2"),
                          });
           },
       .down = [](operations& op) { op.drop_table("users"); }},
      {.title = "columns that number themselves, with a name for the key",
       .up =
           [](operations& op) {
             op.create_table("a", {column("id", bigint).identity().primary_key("the_key")});
             op.create_table("b", {column("id", integer).identity(by_default).primary_key()});
           },
       .down =
           [](operations& op) {
             op.drop_table("b");
             op.drop_table("a");
           }},
      {.title = "columns that always number themselves, one of them no key",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_table("t", {column("id", integer).identity(always).primary_key(),
                                   column("no", bigint).identity()});
           },
       .down = [](operations& op) { op.drop_table("t"); }},
      {.title = "a table that may be there",
       .setup = [](operations& op) { op.create_table("t", {column("a", integer)}); },
       .up =
           [](operations& op) {
             op.create_table("t", {column("b", text)}, {.if_not_exists = true});
             op.create_table("u", {column("b", text)}, {.if_not_exists = true});
           },
       .down =
           [](operations& op) {
             op.drop_table("u", {.if_exists = true});
             op.drop_table("u", {.if_exists = true});
           }},
      {.title = "a table dropped with the view that needs it",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_table("t", {column("a", integer)});
             op.create_view("v", "select a from t");
           },
       .up = [](operations& op) { op.drop_table("t", {.cascade = true}); },
       .down =
           [](operations& op) {
             op.create_table("t", {column("a", integer)});
             op.create_view("v", "select a from t");
           }},
      {.title = "a table renamed",
       .setup = [](operations& op) { op.create_table("t", {column("a", integer)}); },
       .up = [](operations& op) { op.rename_table("t", "Other"); },
       .down = [](operations& op) { op.rename_table("Other", "t"); }},
      {.title = "a table moved to a schema, with its index and its sequence",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_table("t", {column("id", bigserial).primary_key(), column("a", text)});
             op.create_index("t_a", "t", {"a"});
           },
       .up = [](operations& op) { op.move_table("t", "app"); },
       .down = [](operations& op) { op.move_table("app.t", "public"); }},
  };
}

sample_list postgresql_tables() {
  return {
      {.title = "comments on a table and its columns",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_table("t",
                             {column("a", integer).comment("it's \"a\""),
                              column("b", text).comment("two\nlines, and a \\ backslash")},
                             {.comment = "a table; -- no comment"});
           },
       .down = [](operations& op) { op.drop_table("t"); }},
      {.title = "an unlogged table with storage parameters in a tablespace",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_table("t", {column("a", integer)},
                             {.unlogged = true,
                              .with = "fillfactor = 70, autovacuum_enabled = false",
                              .tablespace = "pg_default"});
           },
       .down = [](operations& op) { op.drop_table("t"); }},
      {.title = "a table like another one",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_table("app.Model", {column("a", integer).not_null().server_default("1"),
                                           column("b", text).check("b <> ''")});
           },
       .up =
           [](operations& op) {
             op.create_table("plain", {like("app.Model")});
             op.create_table("more", {column("id", integer).primary_key(),
                                      like("app.Model", "including all excluding constraints"),
                                      column("last", text)});
           },
       .down =
           [](operations& op) {
             op.drop_table("more");
             op.drop_table("plain");
           }},
      {.title = "a table without columns",
       .on = databases::postgresql,
       .up = [](operations& op) { op.create_table("t", {}); },
       .down = [](operations& op) { op.drop_table("t"); }},
  };
}

void partitioned(operations& op) {
  op.create_table("events",
                  {column("at", timestamptz).not_null(), column("kind", text).not_null(),
                   primary_key({"at", "kind"})},
                  {.partition_by = "range (at)"});
}

sample_list partitions() {
  return {
      {.title = "a partitioned table with its partitions",
       .on = databases::postgresql,
       .setup = [](operations& op) { op.create_schema("app"); },
       .up =
           [](operations& op) {
             partitioned(op);
             op.create_table(
                 "app.events_2026", {},
                 {.partition_of = "events", .for_values = "from ('2026-01-01') to ('2027-01-01')"});
             op.create_table("events_2027", {check("only_big", "kind > 'm'")},
                             {.partition_by = "list (kind)",
                              .partition_of = "events",
                              .for_values = "from ('2027-01-01') to ('2028-01-01')",
                              .comment = "split once more"});
             op.create_table("events_else", {},
                             {.partition_of = "events", .for_values = "default"});
           },
       .down = [](operations& op) { op.drop_table("events"); }},
      {.title = "a partition attached and detached",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             partitioned(op);
             for (const char* name : {"old", "rest"}) {
               op.create_table(
                   name, {column("at", timestamptz).not_null(), column("kind", text).not_null(),
                          primary_key({"at", "kind"})});
             }
             op.create_table(
                 "older", {},
                 {.partition_of = "events", .for_values = "from (minvalue) to ('2020-01-01')"});
           },
       .up =
           [](operations& op) {
             op.attach_partition("events", "old", "from ('2020-01-01') to ('2026-01-01')");
             op.attach_partition("events", "rest", "default");
             op.detach_partition("events", "older");
           },
       .down =
           [](operations& op) {
             op.attach_partition("events", "older", "from (minvalue) to ('2020-01-01')");
             op.detach_partition("events", "rest");
             op.detach_partition("events", "old");
           }},
      {.title = "a table locked against writers, and against all",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_table("app.It's", {column("id", integer)});
           },
       .up =
           [](operations& op) {
             op.lock_table("app.It's", "share row exclusive");
             op.lock_table("app.It's", "access exclusive");
             op.analyze_table("app.It's");
             op.add_column("app.It's", column("a", integer));
           },
       .down = [](operations& op) { op.drop_column("app.It's", "a"); }},
      {.title = "a partition detached without blocking",
       .on = databases::postgresql,
       .in_transaction = false,
       .setup =
           [](operations& op) {
             op.create_table("parts", {column("n", integer)}, {.partition_by = "range (n)"});
             op.create_table("part", {},
                             {.partition_of = "parts", .for_values = "from (1) to (9)"});
           },
       .up = [](operations& op) { op.detach_partition("parts", "part", {.concurrently = true}); },
       .down =
           [](operations& op) {
             // A partition that was detached concurrently keeps its bounds as a check.
             op.attach_partition("parts", "part", "from (1) to (9)");
             op.drop_constraint("part", "part_n_check", {.if_exists = true});
           }},
  };
}

}  // namespace

sample_list table_samples() {
  sample_list all = plain_tables();
  for (sample_list part : {postgresql_tables(), partitions()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace revise::test
