#pragma once

#include <revise/migration.h>

#include <string>
#include <vector>

namespace revise::test {

/// Each kind of operation with each of its options, done and undone: written as SQL (unit tests)
/// and run (database tests). They follow one another, on what the ones before have left.
struct operation_sample {
  const char* title;
  step_function up;
  step_function down;
};

inline const std::vector<operation_sample>& operation_samples() {
  static const std::vector<operation_sample> samples = {
      {"a table with each kind of type",
       [](operations& op) {
         op.create_table("types", {
                                      column("a", smallint),
                                      column("b", integer),
                                      column("c", bigint),
                                      column("d", real),
                                      column("e", double_precision),
                                      column("f", numeric),
                                      column("g", numeric(10)),
                                      column("h", numeric(10, 2)),
                                      column("i", boolean),
                                      column("j", text),
                                      column("k", varchar),
                                      column("l", varchar(20)),
                                      column("m", bytea),
                                      column("n", date),
                                      column("o", timestamp),
                                      column("p", timestamp(3)),
                                      column("q", timestamptz),
                                      column("r", timestamptz(0)),
                                      column("s", uuid),
                                      column("t", json),
                                      column("u", jsonb),
                                      column("v", "interval"),
                                      column("w", type("char", 3)),
                                  });
       },
       [](operations& op) { op.drop_table("types"); }},
      {"a table with arrays",
       [](operations& op) {
         op.create_table("arrays", {column("a", array_of(integer)),
                                    column("b", array_of(varchar(9))).not_null()});
       },
       [](operations& op) { op.drop_table("arrays"); }},
      {"a table with each option of a column",
       [](operations& op) {
         op.create_table("orgs", {column("id", bigint).identity().primary_key(),
                                  column("slug", varchar(50)).not_null().unique()});
         op.create_table("users",
                         {
                             column("id", text).primary_key(),
                             column("org", bigint)
                                 .not_null()
                                 .references("orgs", "id")
                                 .on_delete(cascade)
                                 .on_update(restrict),
                             column("other", bigint).references("orgs", "id").on_delete(set_null),
                             column("third", bigint)
                                 .server_default("1")
                                 .references("orgs", "id")
                                 .on_delete(set_default)
                                 .on_update(no_action),
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
                         });
       },
       [](operations& op) {
         op.drop_table("users");
         op.drop_table("orgs");
       }},
      {"a table with each kind of constraint",
       [](operations& op) {
         op.create_table("places", {column("a", integer), column("b", integer),
                                    primary_key("places_key", {"a", "b"})});
         op.create_table("visits",
                         {
                             column("a", integer),
                             column("b", integer),
                             column("c", integer),
                             primary_key({"a", "c"}),
                             unique({"b", "c"}),
                             unique("visits_c", {"c"}),
                             check("visits_positive", "a > 0 and (b is null or b > 0)"),
                             check("", "c > 0"),
                             foreign_key("visits_places", {"a", "b"}, "places", {"a", "b"})
                                 .on_delete(set_null)
                                 .on_update(cascade),
                             foreign_key("", {"c"}, "visits", {"c"}),
                         });
       },
       [](operations& op) {
         op.drop_table("visits");
         op.drop_table("places");
       }},
      {"a column added and dropped",
       [](operations& op) {
         op.create_table("t", {column("id", integer).primary_key()});
         op.add_column("t", column("plain", text));
         op.add_column("t", column("given", varchar(10)).not_null().server_default("'x'"));
         op.add_column("t", column("of", integer).references("t", "id").on_delete(cascade));
         op.add_column("t", column("gone", text));
         op.drop_column("t", "gone");
       },
       [](operations& op) {
         op.drop_column("t", "of");
         op.drop_column("t", "given");
         op.drop_column("t", "plain");
         op.drop_table("t");
       }},
      {"indexes",
       [](operations& op) {
         op.create_table("t", {column("a", text), column("b", integer)});
         op.create_index("plain", "t", {"a"});
         op.create_index("several", "t", {"b", "a"});
         op.create_index("only", "t", {"a"}, {.unique = true});
         op.create_index("some", "t", {"b"}, {.where = "b > 10"});
         op.create_index("computed", "t", {"(lower(a))", "b"});
         op.create_index("all_of_it", "t", {"(b + 1)"},
                         {.unique = true, .if_not_exists = true, .where = "a is not null"});
         op.create_index("plain", "t", {"b"}, {.if_not_exists = true});
       },
       [](operations& op) {
         op.drop_index("all_of_it");
         op.drop_index("computed");
         op.drop_index("some");
         op.drop_index("only");
         op.drop_index("several");
         op.drop_index("plain");
         op.drop_table("t");
       }},
      {"names that must be quoted",
       [](operations& op) {
         op.create_table(
             "Order",
             {column("select", integer).primary_key(), column("with space", text).not_null(),
              column("quote\"d", text), column("UPPER", integer), column("user", text),
              column("größe", integer), column("1st", integer), column("semi;colon", integer),
              check("is it?", "\"UPPER\" > 0"), unique("Ünique", {"user"})});
         op.create_table("group", {column("from", integer).references("Order", "select"),
                                   foreign_key("Not Twice", {"from"}, "Order", {"select"})});
         op.add_column("Order", column("end", text));
         op.create_index("in dex", "Order", {"with space", "UPPER", "(upper(\"user\"))"});
       },
       [](operations& op) {
         op.drop_index("in dex");
         op.drop_column("Order", "end");
         op.drop_table("group");
         op.drop_table("Order");
       }},
      {"SQL as it is",
       [](operations& op) {
         op.execute("create table raw (a text); -- two statements\ninsert into raw values (':x')");
       },
       [](operations& op) { op.execute("drop table raw"); }},
  };
  return samples;
}

/// Names with a schema in front, which is "app" on PostgreSQL and can only be "main" on SQLite.
inline void create_in_schema(operations& op, const std::string& schema) {
  op.create_table(schema + ".Things", {column("id", integer).primary_key()});
  op.create_table(schema + ".parts",
                  {column("thing", integer)
                       .references(schema == "main" ? "Things" : schema + ".Things", "id")});
  op.add_column(schema + ".parts", column("name", text));
  op.create_index(schema + ".parts_name", schema + ".parts", {"name"});
}

inline void drop_in_schema(operations& op, const std::string& schema) {
  op.drop_index(schema + ".parts_name");
  op.drop_column(schema + ".parts", "name");
  op.drop_table(schema + ".parts");
  op.drop_table(schema + ".Things");
}

}  // namespace revise::test
