#include "support/operation_samples.h"

namespace revise::test {

sample_list name_samples() {
  return {
      {.title = "names that must be quoted",
       .up =
           [](operations& op) {
             op.create_table(
                 "Order",
                 {column("select", integer).primary_key(), column("with space", text).not_null(),
                  column("quote\"d", text), column("UPPER", integer), column("user", text),
                  column("größe", integer), column("1st", integer), column("semi;colon", integer),
                  column("a.b", integer).check("\"a.b\" > 0"), check("is it?", "\"UPPER\" > 0"),
                  unique("Ünique", {"user"}), unique({"größe", "1st"})});
             op.create_table("group", {column("from", integer).references("Order", "select"),
                                       foreign_key("Not Twice", {"from"}, "Order", {"select"})});
             op.add_column("Order", column("end", text));
             op.create_index("in dex", "Order", {"with space", "UPPER", "(upper(\"user\"))"});
           },
       .down =
           [](operations& op) {
             op.drop_index("in dex");
             op.drop_column("Order", "end");
             op.drop_table("group");
             op.drop_table("Order");
           }},
      {.title = "words of SQL that need no quotes",
       .up =
           [](operations& op) {
             op.create_table("data", {column("name", text), column("value", text),
                                      column("type", text), column("date", date),
                                      column("count", integer), column("position", integer),
                                      column("year", integer), column("status", text)});
             op.create_index("data_type", "data", {"type", "date", "position"});
           },
       .down =
           [](operations& op) {
             op.drop_index("data_type");
             op.drop_table("data");
           }},
      {.title = "names with a schema",
       .setup = [](operations& op) { op.on(postgresql).create_schema("app"); },
       .up =
           [](operations& op) {
             op.create_table(app(op, "Things"), {column("id", integer).primary_key()});
             op.create_table(
                 app(op, "parts"),
                 {column("thing", integer)
                      .references(op.database() == sqlite ? "Things" : "app.Things", "id")});
             op.add_column(app(op, "parts"), column("name", text));
             op.create_index(app(op, "parts_name"), app(op, "parts"), {"name"});
             op.rename_column(app(op, "parts"), "name", "label");
             op.create_view(app(op, "names"), "select 1 as one");
           },
       .down =
           [](operations& op) {
             op.drop_view(app(op, "names"));
             op.drop_index(app(op, "parts_name"));
             op.drop_column(app(op, "parts"), "label");
             op.drop_table(app(op, "parts"));
             op.drop_table(app(op, "Things"));
           }},
      {.title = "names with dots and quotes in quotes",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_schema("odd.schema");
             op.create_table(
                 "\"odd.schema\".\"a \"\"b\"\".c\"",
                 {column("id", integer).primary_key(),
                  column("of", integer).references("\"odd.schema\".\"a \"\"b\"\".c\"")});
             op.create_table("\"dotted.name\"", {column("x", integer).unique()});
             op.create_index("by_x", "\"dotted.name\"", {"x"});
             op.rename_table("\"dotted.name\"", "\"re.named\"");
             op.move_table("\"odd.schema\".\"a \"\"b\"\".c\"", "public");
             op.move_table("public.\"a \"\"b\"\".c\"", "odd.schema");
             op.rename(object::schema("odd.schema"), "odder.schema");
             op.rename(object::schema("odder.schema"), "odd.schema");
             op.create_index("\"odd.schema\".\"i.1\"", "\"odd.schema\".\"a \"\"b\"\".c\"", {"of"});
             op.create_sequence("\"odd.schema\".s",
                                {.owned_by = "\"odd.schema\".\"a \"\"b\"\".c\".\"of\""});
           },
       .down =
           [](operations& op) {
             op.drop_sequence("\"odd.schema\".s");
             op.drop_index("\"odd.schema\".\"i.1\"");
             op.drop_constraint("\"re.named\"", "dotted.name_x_key");
             op.drop_table("\"re.named\"");
             op.drop_table("\"odd.schema\".\"a \"\"b\"\".c\"");
             op.drop_schema("odd.schema");
           }},
      {.title = "names of 63 bytes",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             // One letter of two bytes, so the name has 63 bytes.
             const std::string longest = "ö" + std::string(61, 'x');
             op.create_schema(longest);
             op.create_table(longest + "." + longest, {column(longest, integer)});
             op.create_index(std::string(63, 'y'), longest + "." + longest, {longest});
             op.rename_table(longest + "." + longest, "\"" + std::string(62, 'z') + ".\"");
           },
       .down =
           [](operations& op) { op.drop_schema("ö" + std::string(61, 'x'), {.cascade = true}); }},
  };
}

}  // namespace revise::test
