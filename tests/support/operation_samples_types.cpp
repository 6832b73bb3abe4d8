#include "support/operation_samples.h"

namespace revise::test {

sample_list type_samples() {
  return {
      {.title = "types of both databases",
       .up =
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
                                          column("v", interval),
                                          column("w", type("char", 3)),
                                      });
           },
       .down = [](operations& op) { op.drop_table("types"); }},
      {.title = "types of PostgreSQL",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_table("types", {
                                          column("a", money),       column("b", smallserial),
                                          column("c", serial),      column("d", bigserial),
                                          column("e", character),   column("f", character(3)),
                                          column("g", bit),         column("h", bit(4)),
                                          column("i", varbit),      column("j", varbit(9)),
                                          column("k", time_of_day), column("l", time_of_day(3)),
                                          column("m", timetz),      column("n", timetz(0)),
                                          column("o", interval(2)), column("p", xml),
                                          column("q", inet),        column("r", cidr),
                                          column("s", macaddr),     column("t", macaddr8),
                                          column("u", tsvector),    column("v", tsquery),
                                          column("w", int4range),   column("x", int8range),
                                          column("y", numrange),    column("z", tsrange),
                                          column("a2", tstzrange),  column("b2", daterange),
                                          column("c2", pg_lsn),     column("d2", array_of(text)),
                                      });
           },
       .down = [](operations& op) { op.drop_table("types"); }},
      {.title = "types given as text",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_enum("app.Mood", {"ok"});
             op.create_domain("amount", integer);
           },
       .up =
           [](operations& op) {
             op.create_table("types", {
                                          column("a", "point"),
                                          column("b", "int4multirange"),
                                          column("c", "interval day to second(3)"),
                                          column("d", "app.\"Mood\""),
                                          column("e", array_of("app.\"Mood\"")),
                                          column("f", "amount"),
                                          column("g", "integer[][]"),
                                          column("h", type("timestamp with time zone", 3)),
                                          column("i", type("time without time zone", 0)),
                                          column("j", array_of(type("national character", 5))),
                                      });
           },
       .down = [](operations& op) { op.drop_table("types"); }},
      {.title = "arrays",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_table(
                 "arrays", {
                               column("a", array_of(integer)),
                               column("b", array_of(varchar(9))).not_null().server_default("'{}'"),
                               column("c", array_of(numeric(10, 2))),
                               column("d", array_of(timestamptz(3))),
                           });
           },
       .down = [](operations& op) { op.drop_table("arrays"); }},
      {.title = "types of extensions",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_extension("citext");
             op.create_extension("hstore");
           },
       .up =
           [](operations& op) {
             op.create_table("types", {column("a", citext), column("b", hstore)});
           },
       .down = [](operations& op) { op.drop_table("types"); }},
      {.title = "vectors",
       .on = databases::postgresql,
       .server = postgres_server::pgvector,
       .setup = [](operations& op) { op.create_extension("vector"); },
       .up =
           [](operations& op) {
             op.create_table("items", {
                                          column("id", bigint).identity().primary_key(),
                                          column("embedding", vector(1536)),
                                          column("small", halfvec(3)),
                                      });
             op.create_index("ix_items_embedding", "items",
                             {index_column("embedding").operator_class("vector_cosine_ops")},
                             {.method = "ivfflat", .with = "lists = 100"});
             op.create_index("ix_items_small", "items",
                             {index_column("small").operator_class("halfvec_l2_ops")},
                             {.method = "hnsw", .with = "m = 16, ef_construction = 64"});
           },
       .down = [](operations& op) { op.drop_table("items"); }},
  };
}

}  // namespace revise::test
