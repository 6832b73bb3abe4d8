#include "support/operation_samples.h"

namespace revise::test {

namespace {

// A table with an identity column, and rows that were inserted with their own numbers.
void filled_identity(operations& op) {
  op.create_table("t", {column("id", bigint).identity().primary_key(), column("a", text)});
  op.bulk_insert("t", {"id", "a"}, {{7, "x"}, {41, "y"}});
}

}  // namespace

sample_list sequence_samples() {
  return {
      {.title = "a sequence",
       .on = databases::postgresql,
       .up = [](operations& op) { op.create_sequence("numbers"); },
       .down = [](operations& op) { op.drop_sequence("numbers"); }},
      {.title = "a sequence with each option",
       .on = databases::postgresql,
       .setup = [](operations& op) { op.create_table("t", {column("a", integer)}); },
       .up =
           [](operations& op) {
             op.create_sequence("numbers", {.if_not_exists = true,
                                            .type = "integer",
                                            .start = 1000,
                                            .increment = 10,
                                            .minimum = 100,
                                            .maximum = 100'000,
                                            .cache = 5,
                                            .cycle = true,
                                            .owned_by = "t.a"});
             op.create_sequence("numbers", {.if_not_exists = true});
             op.create_sequence("down", {.increment = -1, .minimum = -9, .maximum = 0});
           },
       .down =
           [](operations& op) {
             op.drop_sequence("down");
             op.drop_sequence("numbers", {.if_exists = true, .cascade = true});
             op.drop_sequence("numbers", {.if_exists = true});
           }},
      {.title = "a sequence altered",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_table("t", {column("a", integer)});
             op.create_sequence("numbers");
           },
       .up =
           [](operations& op) {
             op.alter_sequence("numbers", {.type = "integer",
                                           .restart = 7,
                                           .start = 5,
                                           .increment = 2,
                                           .minimum = 3,
                                           .maximum = 99,
                                           .cache = 4,
                                           .cycle = true,
                                           .owned_by = "t.a"});
           },
       .down =
           [](operations& op) {
             op.alter_sequence("numbers", {.type = "bigint",
                                           .restart = 1,
                                           .start = 1,
                                           .increment = 1,
                                           .minimum = 1,
                                           .maximum = 9223372036854775807,
                                           .cache = 1,
                                           .cycle = false,
                                           .owned_by = "none"});
           }},
      {.title = "a sequence owned by a column in a schema",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_table("app.Things", {column("No", integer)});
           },
       .up = [](operations& op) { op.create_sequence("app.nos", {.owned_by = "app.Things.No"}); },
       .down = [](operations& op) { op.drop_sequence("app.nos"); }},
      {.title = "a sequence restarted only",
       .on = databases::postgresql,
       .also = "select last_value, is_called from numbers",
       .setup = [](operations& op) { op.create_sequence("numbers"); },
       .up = [](operations& op) { op.alter_sequence("numbers", {.restart = -1, .minimum = -1}); },
       .down = [](operations& op) { op.alter_sequence("numbers", {.restart = 1, .minimum = 1}); }},
      {.title = "the sequence of a column goes on behind its largest number",
       .on = databases::postgresql,
       .also = "select last_value, is_called from t_id_seq",
       .setup = filled_identity,
       .up = [](operations& op) { op.sequence_follows("", "t", "id"); },
       .down = [](operations& op) { op.alter_sequence("t_id_seq", {.restart = 1}); }},
      {.title = "a sequence of its own goes on behind the largest number of a column",
       .on = databases::postgresql,
       .also = "select last_value, is_called from app.\"Nos\"",
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_sequence("app.Nos");
             op.create_table("app.It's", {column("No", integer)});
             op.bulk_insert("app.It's", {"No"}, {{3}, {5}});
           },
       .up = [](operations& op) { op.sequence_follows("app.Nos", "app.It's", "No"); },
       .down = [](operations& op) { op.alter_sequence("app.Nos", {.restart = 1}); }},
      {.title = "a sequence gives no number again that another one has given out",
       .on = databases::postgresql,
       .also = "select (select last_value from a), (select last_value from b), "
               "(select last_value from down)",
       .setup =
           [](operations& op) {
             for (const char* name : {"a", "b", "old", "unused"}) op.create_sequence(name);
             op.create_sequence("down", {.increment = -1});
             op.alter_sequence("old", {.restart = 70});
             op.execute("select nextval('old'), nextval('b') from generate_series(1, 9)");
             op.create_table("t", {column("n", integer)});
             op.bulk_insert("t", {"n"}, {{3}, {5}});
           },
       .up =
           [](operations& op) {
             op.sequence_follows("a", "t", "n", {.after = {"old", "unused"}});
             op.sequence_follows("b", "t", "n", {.after = {"b"}});
             op.sequence_follows("down", "t", "n", {.after = {"down"}});
           },
       .down =
           [](operations& op) {
             op.alter_sequence("a", {.restart = 1});
             op.alter_sequence("b", {.restart = 9});
             op.alter_sequence("down", {.restart = -1});
           }},
  };
}

}  // namespace revise::test
