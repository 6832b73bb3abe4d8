#include "support/operation_samples.h"

namespace revise::test {

namespace {

constexpr const char* all_rows = "select id, name from t order by id";

void table_t(operations& op) {
  op.create_table("t", {column("id", integer), column("name", text)});
}

}  // namespace

sample_list row_samples() {
  return {
      {.title = "SQL as it is",
       .up =
           [](operations& op) {
             op.execute(
                 "create table raw (a text); -- two statements\ninsert into raw values (':x')");
           },
       .down = [](operations& op) { op.execute("drop table raw"); }},
      {.title = "SQL with values",
       .also = all_rows,
       .setup = table_t,
       .up =
           [](operations& op) {
             op.execute("insert into t values ($1, $2)", {1, "it's $1"});
             op.execute("insert into t values ($1, $2)", {2, nullptr});
           },
       .down = [](operations& op) { op.execute("delete from t where id < $1", {3}); }},
      {.title = "rows",
       .also = all_rows,
       .setup = table_t,
       .up =
           [](operations& op) {
             op.bulk_insert("t", {"id", "name"}, {{1, "it's"}, {2, nullptr}, {3, "a\tb\\n"}});
             op.bulk_insert("t", {"name", "id"}, [](bulk_rows& to) {
               for (int i = 4; i < 6; ++i) to.add("made", i);
             });
           },
       .down = [](operations& op) { op.execute("delete from t"); }},
      {.title = "rows copied",
       .also = "select id, name, \"Kind\" from copy order by id",
       .setup =
           [](operations& op) {
             op.create_table("from", {column("id", integer), column("name", text)});
             op.bulk_insert("from", {"id", "name"}, {{1, "a"}, {2, "b"}, {3, "c"}});
             op.create_table("copy",
                             {column("id", integer), column("name", text), column("Kind", text)});
             op.create_table("same", {column("id", integer), column("name", text)});
           },
       .up =
           [](operations& op) {
             op.copy_rows("from", "same");
             op.copy_rows("same", "copy",
                          {.columns = {"id", {"Kind", "upper(name)"}},
                           .where = "id > 1",
                           .order_by = "id desc"});
           },
       .down =
           [](operations& op) {
             op.execute("delete from copy");
             op.execute("delete from same");
           }},
      {.title = "rows that are expected",
       .also = all_rows,
       .setup =
           [](operations& op) {
             table_t(op);
             op.bulk_insert("t", {"id", "name"}, {{1, "a"}, {2, nullptr}, {3, "it's"}});
             op.create_table("Old t", {column("id", integer), column("kind", text)});
             op.bulk_insert("Old t", {"id", "kind"}, {{9, "A"}, {3, "IT'S"}, {1, "A"}});
           },
       .up =
           [](operations& op) {
             op.expect_rows("t", {.exactly = 3});
             op.expect_rows("t", {.at_most = 0, .where = "name = 'it''s' and id <> 3"});
             op.expect_rows("(select name from t group by name)", {.at_least = 1, .at_most = 3});
             op.expect_rows("t", {.at_least = 1, .where = "id > 0", .what = "a row that's there"});
             op.preserve_rows("Old t", "t",
                              {.columns = {"id", {"name", "lower(kind)"}},
                               .where = "id < 9",
                               .where_to = "name is not null"});
             op.preserve_rows("t", "t");
             op.drop_table("Old t");
           },
       .down =
           [](operations& op) {
             op.create_table("Old t", {column("id", integer), column("kind", text)});
           }},
      {.title = "something for one database alone",
       .up =
           [](operations& op) {
             op.on(postgresql).create_table("of_postgresql", {column("a", integer)});
             op.on(sqlite).create_table("of_sqlite", {column("a", integer)});
           },
       .down =
           [](operations& op) {
             op.on(sqlite).drop_table("of_sqlite");
             op.on(postgresql).drop_table("of_postgresql");
           }},
      {.title = "a notice to listeners",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.notify("jobs");
             op.notify("Odd channel", "it's \"new\" \\ and\ntwo lines");
           },
       .down = nothing},
  };
}

}  // namespace revise::test
