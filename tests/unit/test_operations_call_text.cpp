// tests/calls compiles the calls of all operations.
#include "operations/call_text.h"

#include <doctest/doctest.h>
#include <revise/migration.h>

#include "operations/cpp_expression.h"
#include "operations/operation_list.h"
#include "operations/recorder.h"
#include "support/error_text.h"

namespace test_operations_call_text {

using namespace revise;
using namespace revise::test;
namespace data = revise::operations_data;

namespace {

// The C++ text of the operations that `calls` records. A short call is one line.
template <class Calls>
std::string text_of(Calls&& calls, row_comparison preserving = row_comparison::at_the_end) {
  const argument_map none;
  operation_list list;
  recorder op(list, postgresql, none, {}, preserving);
  calls(op);
  std::string text;
  for (const recorded_operation& one : list.operations()) text += "\n" + call_text(one.what);
  return text;
}

std::string refusal(const operation& op) {
  return error_text([&op] { call_text(op); });
}

}  // namespace

TEST_CASE("a call has its options in their order, and none that is as it is anyway") {
  CHECK(text_of([](operations& op) {
          op.create_schema("app", {});
          op.create_schema("audit", {.if_not_exists = true, .owner = "current_user"});
          op.drop_column("t", "a", {.if_exists = true});
          op.drop_policy("p", "t");
          op.drop(object::index("i"), {.if_unused = true});
          op.drop(object::index("i"), {.if_exists = true});
          op.rename(object::view("v"), "w");
          op.comment(object::column("t", "a"), "it's a \"word\"");
          op.add_identity("t", "a");
          op.add_identity("t", "a", always);
          op.drop_identity("t", "a");
          op.notify("channel");
          op.execute("update t set a = $1", {1.0});
          op.backfill("t", {.set = "a = 1"});
          op.alter_sequence("s", {.restart = 1, .cycle = false});
          op.create_policy("p", "t", {});
        }) == R"(
  op.create_schema("app");
  op.create_schema("audit", {.if_not_exists = true, .owner = "current_user"});
  op.drop_column("t", "a", {.if_exists = true});
  op.drop_policy("p", "t");
  op.drop(object::index("i"), {.if_unused = true});
  op.drop_index("i", {.if_exists = true});
  op.rename(object::view("v"), "w");
  op.comment(object::column("t", "a"), "it's a \"word\"");
  op.add_identity("t", "a");
  op.add_identity("t", "a", always);
  op.drop_identity("t", "a");
  op.notify("channel");
  op.execute("update t set a = $1", {1.0});
  op.backfill("t", {.set = "a = 1"});
  op.alter_sequence("s", {.restart = 1, .cycle = false});
  op.create_policy("p", "t", {});)");
}

TEST_CASE("a table is written with a line for each item, and the names that were chosen") {
  CHECK(text_of([](operations& op) {
          op.create_table(
              "app.order_line",
              {
                  column("id", bigint).identity().primary_key(),
                  column("price", numeric(10, 2)).not_null().check("price >= 0", "no_gift"),
                  column("product", bigint).references("product", "id").on_delete(cascade),
                  column("tags", array_of(text)).server_default("'{}'"),
                  column("at", type("timestamp with time zone", 3)),
                  column("note", "app.\"Odd type\"")
                      .not_null()
                      .unique("each_note_once")
                      .collate("C")
                      .server_default("'there is no note'")
                      .comment("as it was said on the telephone"),
                  unique({"id", "product"}),
                  check("", "id > 0"),
                  foreign_key("to_buyer", {"id"}, "buyer", {}).initially_deferred(),
              },
              {.comment = "what was bought"});
          op.create_table("t", {column("a", integer)});
          op.create_table("part", {}, {.partition_of = "t", .for_values = "default"});
        }) == R"(
  op.create_table("app.order_line", {
      column("id", bigint).identity().primary_key(),
      column("price", numeric(10, 2)).not_null().check("price >= 0", "no_gift"),
      column("product", bigint).references("product", "id").on_delete(cascade),
      column("tags", array_of(text)).server_default("'{}'"),
      column("at", type("timestamp with time zone", 3)),
      column("note", "app.\"Odd type\"")
          .not_null()
          .unique("each_note_once")
          .collate("C")
          .server_default("'there is no note'")
          .comment("as it was said on the telephone"),
      unique({"id", "product"}),
      check("", "id > 0"),
      foreign_key("to_buyer", {"id"}, "buyer", {}).initially_deferred(),
  }, {.comment = "what was bought"});
  op.create_table("t", {column("a", integer)});
  op.create_table("part", {}, {.partition_of = "t", .for_values = "default"});)");
}

TEST_CASE("a name is left out only where the convention gives it to this call") {
  CHECK(text_of([](operations& op) {
          op.create_table("t", {check("t_check1", "a"), check("t_check", "b")});
          op.create_table("u", {check("u_check", "a"), check("u_check1", "b")});
          op.create_table("v", {check("v_check1", "a"), check("", "b"), check("", "c")});
          op.add_constraint("t", unique("t_a_key", {"a"}));
          op.add_constraint("t", unique("t_a_key1", {"a"}));
        }) == R"(
  op.create_table("t", {
      check("t_check1", "a"),
      check("", "b"),
  });
  op.create_table("u", {
      check("", "a"),
      check("", "b"),
  });
  op.create_table("v", {
      check("v_check1", "a"),
      check("", "b"),
      check("", "c"),
  });
  op.add_constraint("t", unique({"a"}));
  op.add_constraint("t", unique("t_a_key1", {"a"}));)");
}

TEST_CASE("what is too long for a line is broken where a person would break it") {
  CHECK(text_of([](operations& op) {
          op.create_domain(
              "quantity", integer,
              {.server_default = "1", .not_null = true, .check = "value > 0 and value < 1000"});
          op.create_view(
              "v",
              "select id, name, price, price * 0.19 as tax from product where price is not null "
              "and price > 0");
          op.create_index("by_name", "customer",
                          {index_column("(lower(name))").collate("C").descending(), "id"},
                          {.unique = true, .where = "name is not null"});
        }) == R"calls(
  op.create_domain("quantity", integer, {.server_default = "1",
                                         .not_null = true,
                                         .check = "value > 0 and value < 1000"});
  op.create_view("v",
                 "select id, name, price, price * 0.19 as tax from product where price is not null "
                 "and price > 0");
  op.create_index("by_name", "customer",
                  {index_column("(lower(name))").collate("C").descending(), "id"},
                  {.unique = true, .where = "name is not null"});)calls");
}

TEST_CASE("SQL of several lines is a raw literal, whose end is not in it") {
  CHECK(text_of([](operations& op) {
          op.create_function("touch()",
                             {.returns = "trigger", .body = "\nbegin\n  return new;\nend"});
          op.execute("select ')sql\"'\n  as \"x\"");
          op.comment(object::table("t"), "one\ntwo");
          op.execute("select 1\n");
        }) == R"raw(
  op.create_function("touch()", {.returns = "trigger",
                                 .body = R"sql(
begin
  return new;
end)sql"});
  op.execute(R"sql1(select ')sql"'
  as "x")sql1");
  op.comment(object::table("t"), R"text(one
two)text");
  op.execute("select 1\n");)raw");
}

TEST_CASE("the expression of a text or a value gives exactly that") {
  CHECK(cpp_text(std::string("a\0b", 3), "sql") == R"(string_ref("a\000b", 3))");
  CHECK(cpp_text("a\r\nb", "sql") == R"("a\r\nb")");
  CHECK(cpp_value(sql_bytes{std::string("\0?", 2)}) == R"(bytes_ref("\000?", 2))");
  CHECK(cpp_value(2.0) == "2.0");
  CHECK(cpp_value(18446744073709551615ULL) == "18446744073709551615u");
  CHECK(cpp_number(-9223372036854775807LL - 1) == "-9223372036854775807 - 1");
}

TEST_CASE("rows are written where they are known, a check that compares at once as its call") {
  data::bulk_insert insert{.table = "t", .columns = {"a", "b"}, .rows = {}};
  CHECK(refusal(insert) ==
        "bulk_insert into 't' cannot be written as a call: its rows are not known");
  insert.rows = [](const data::row_taker& take) {
    const value rows[] = {1, "x", nullptr, 2.5};
    take({rows, 2});
    take({rows + 2, 2});
  };
  CHECK(call_text(insert, 0) == R"(op.bulk_insert("t", {"a", "b"}, {
    {1, "x"},
    {nullptr, 2.5},
});)");
  CHECK(text_of(
            [](operations& op) {
              op.preserve_rows("a", "b", {.columns = {"id", {"n", "m + 1"}}});
            },
            row_comparison::at_once) == R"(
  op.preserve_rows("a", "b", {.columns = {"id", {"n", "m + 1"}}});)");
}

TEST_CASE("what no call makes is refused") {
  CHECK(refusal(data::execute{.sql = "select 1", .file = "/v/a.sql"}) ==
        "the SQL of '/v/a.sql' cannot be written as a call: a call names the file relative to the "
        "migration's folder");
  CHECK(refusal(data::compare_rows{.remembered = {.from = "a", .to = "b"}}) ==
        "the comparison of 'b' at the end of a revision cannot be written as a call");
  CHECK(refusal(data::drop_object{
            .what = {object_kind::index, "i", ""}, .concurrently = true, .if_unused = true}) ==
        "no call drops 'i' concurrently and with these options");
  data::add_column added{.table = "t", .column = {}};
  added.column.name = "a";
  added.column.check = data::check_constraint{.name = "", .expression = "a", .not_valid = true};
  CHECK(refusal(added) ==
        "no call can express the check of column 'a'\nhint: make it a table constraint");
  added.column.check.reset();
  added.column.references = data::foreign_key_constraint{
      .name = "", .columns = {"a", "b"}, .target = {.table = "o", .columns = {}}};
  CHECK(refusal(added) ==
        "no call can express the foreign key of column 'a'\nhint: make it a table constraint");
}

}  // namespace test_operations_call_text
