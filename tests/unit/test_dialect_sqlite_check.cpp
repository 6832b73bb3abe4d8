// Operations that SQLite does not support are refused by dialect::check, which examines only the
// operation.
#include <doctest/doctest.h>

#include "dialect/dialect.h"
#include "operations/recorder.h"
#include "support/error_text.h"

namespace test_dialect_sqlite_check {

using namespace revise;
using namespace revise::test;

namespace {

class checking_sink final : public operation_sink {
 public:
  void accept(const operation& op, location) override {
    dialect_of(database_kind::sqlite).check(op);
    ++accepted;
  }

  int accepted = 0;
};

const std::string call_hint = "\nhint: op.on(postgresql) before the call leaves it out on sqlite";
const std::string option_hint =
    "\nhint: leave the option out on sqlite: op.database() tells which database runs the migration";

template <class Call>
std::string checked(Call&& call) {
  static const argument_map none;
  checking_sink sink;
  recorder op(sink, database_kind::sqlite, none);
  return error_text([&] { call(op); });
}

// The error text before the hint, without the call, or only the option in quotes.
template <class Call>
std::string refused(Call&& call) {
  const std::string said = checked(call);
  const bool of_option = said.ends_with(option_hint);
  const std::string hint = of_option ? option_hint : call_hint;
  const bool has_hint = said.size() > hint.size() && said.ends_with(hint);
  CAPTURE(said);
  CHECK(has_hint);
  return said.substr(0, said.size() - (has_hint ? hint.size() : 0));
}

std::string table_of(const column& c) {
  return checked([&](operations& op) { op.create_table("t", {c}); });
}

}  // namespace

TEST_CASE("SQLite has no schemas, types, sequences, functions, policies, roles") {
  CHECK(refused([](operations& op) { op.create_schema("app"); }) ==
        "sqlite has no create_schema 'app'");
  CHECK(refused([](operations& op) { op.drop_schema("app"); }) ==
        "sqlite has no drop_schema 'app'");
  CHECK(refused([](operations& op) { op.create_extension("vector"); }) ==
        "sqlite has no create_extension 'vector'");
  CHECK(refused([](operations& op) { op.create_enum("mood", {"good"}); }) ==
        "sqlite has no create_enum 'mood'");
  CHECK(refused([](operations& op) { op.create_domain("mail", text); }) ==
        "sqlite has no create_domain 'mail'");
  CHECK(refused([](operations& op) { op.create_sequence("s"); }) ==
        "sqlite has no create_sequence 's'");
  CHECK(refused([](operations& op) { op.create_materialized_view("m", "select 1"); }) ==
        "sqlite has no create_materialized_view 'm'");
  CHECK(refused([](operations& op) { op.create_function("f()", {.body = "select 1"}); }) ==
        "sqlite has no create_function 'f()'");
  CHECK(refused([](operations& op) { op.drop_function("f()"); }) ==
        "sqlite has no drop_function 'f()'");
  CHECK(refused([](operations& op) { op.enable_row_level_security("t"); }) ==
        "sqlite has no enable_row_level_security 't'");
  CHECK(refused([](operations& op) { op.create_policy("p", "t", {}); }) ==
        "sqlite has no create_policy 'p'");
  CHECK(refused([](operations& op) { op.create_role("r"); }) == "sqlite has no create_role 'r'");
  CHECK(refused([](operations& op) { op.grant("select", object::table("t"), {"r"}); }) ==
        "sqlite has no grant 'select'");
  CHECK(refused([](operations& op) { op.notify("channel"); }) == "sqlite has no notify 'channel'");
  CHECK(refused([](operations& op) { op.move_table("t", "app"); }) ==
        "sqlite has no move_table 't'");
  CHECK(refused([](operations& op) { op.comment(object::table("t"), "words"); }) ==
        "sqlite has no comment on table 't'");
  CHECK(refused([](operations& op) { op.attach_partition("t", "p", "default"); }) ==
        "sqlite has no attach_partition 'p'");
  CHECK(refused([](operations& op) { op.validate_constraint("t", "c"); }) ==
        "sqlite has no validate_constraint 't.c'");
  CHECK(refused([](operations& op) { op.rename(object::schema("a"), "b"); }) ==
        "sqlite has no rename_schema 'a'");
  CHECK(checked([](operations& op) { op.rename(object::view("v"), "w"); }) ==
        "sqlite has no rename_view 'v'\nhint: use drop_view, then create_view with the new name");
}

TEST_CASE("a name of SQLite has no schema but main and temp") {
  CHECK(refused([](operations& op) { op.create_table("app.t", {column("a", text)}); }) ==
        "create_table 'app.t': sqlite has no schema 'app'");
  CHECK(refused([](operations& op) { op.drop_table("app.t"); }) ==
        "drop_table 'app.t': sqlite has no schema 'app'");
  CHECK(refused([](operations& op) { op.rename_table("app.t", "u"); }) ==
        "rename_table 'app.t': sqlite has no schema 'app'");
  CHECK(refused([](operations& op) { op.add_column("app.t", column("a", text)); }) ==
        "add_column 'app.t.a': sqlite has no schema 'app'");
  CHECK(refused([](operations& op) { op.drop_column("app.t", "a"); }) ==
        "drop_column 'app.t.a': sqlite has no schema 'app'");
  CHECK(refused([](operations& op) { op.create_index("i", "app.t", {"a"}); }) ==
        "create_index 'i': sqlite has no schema 'app'");
  CHECK(refused([](operations& op) { op.create_view("app.v", "select 1"); }) ==
        "create_view 'app.v': sqlite has no schema 'app'");
  CHECK(refused([](operations& op) {
          op.create_table("t", {column("a", integer).references("app.u", "id")});
        }) == "create_table 't': sqlite has no schema 'app'");
  CHECK(refused([](operations& op) {
          op.create_table("temp.t", {column("a", integer).references("main.u", "id")});
        }) ==
        "create_table 'temp.t': a foreign key in sqlite refers to a table of its own schema, and "
        "'main.u' is in another");
  CHECK(checked([](operations& op) {
          op.create_table("main.t", {column("a", integer).references("main.u", "id")});
          op.create_table("t", {column("a", integer).references("main.u", "id")});
          op.create_table("temp.t", {column("a", integer).references("u", "id")});
        }) == "no error");
}

TEST_CASE("a table of SQLite has fewer options") {
  const auto with = [](const table_options& options) {
    return refused([&](operations& op) { op.create_table("t", {column("a", integer)}, options); });
  };
  CHECK(with({.unlogged = true}) == "create_table 't': sqlite has no unlogged tables");
  CHECK(with({.partition_by = "range (a)"}) == "create_table 't': sqlite has no partitions");
  CHECK(with({.partition_of = "u"}) == "create_table 't': sqlite has no partitions");
  CHECK(with({.with = "fillfactor = 70"}) ==
        "create_table 't': sqlite has no storage parameters ('with')");
  CHECK(with({.tablespace = "fast"}) == "create_table 't': sqlite has no tablespaces");
  CHECK(with({.comment = "words"}) == "create_table 't': sqlite has no comments");
  CHECK(refused([](operations& op) { op.create_table("t", {like("u")}); }) ==
        "create_table 't': sqlite has no 'like'");
  CHECK(refused([](operations& op) {
          op.create_table("t", {column("a", integer).comment("words")});
        }) == "create_table 't': sqlite has no comment for column 'a'");
  CHECK(refused([](operations& op) { op.add_column("t", column("a", integer).comment("x")); }) ==
        "add_column 't.a': sqlite has no comment for column 'a'");
}

TEST_CASE("a column of SQLite is of one type, and numbers itself as the primary key only") {
  CHECK(table_of(column("a", array_of(integer))) ==
        "column 'a': sqlite has no arrays\nhint: use json on sqlite");
  CHECK(table_of(column("a", bigint).identity()) ==
        "column 'a': sqlite numbers only a primary key\n"
        "hint: add .primary_key(), or leave .identity() out");
  CHECK(table_of(column("a", bigint).identity(always).primary_key()) ==
        "column 'a': sqlite accepts the number that an insert gives, and has no identity(always)\n"
        "hint: .identity() means the same on both databases");
  for (const char* odd : {"text[]", "app.status", "geometry(point, 4326)", "numeric(1, 2, 3)",
                          "int; drop table t", "a(1) b", "a(1"}) {
    CHECK(table_of(column("a", odd)) == "sqlite has no type '" + std::string(odd) +
                                            "'\nhint: a type in sqlite is one or more words, with "
                                            "up to two numbers in parentheses");
  }
  for (const char* fine : {"timestamp with time zone", "\"any\"", "decimal(10, -2)", "vector(3)"}) {
    CHECK(table_of(column("a", fine)) == "no error");
  }
}

TEST_CASE("a constraint of SQLite is checked at once, and on all rows") {
  const auto constraint = [](const auto& c) {
    return refused([&](operations& op) { op.create_table("t", {column("a", integer), c}); });
  };
  const std::string t = "create_table 't': sqlite has no ";
  CHECK(constraint(check("c", "a > 0").not_valid()) == t + "'not_valid'");
  CHECK(constraint(check("c", "a > 0").no_inherit()) == t + "'no_inherit'");
  CHECK(constraint(unique("c", {}).using_index("i")) == t + "'using_index'");
  CHECK(constraint(unique({"a"}).nulls_not_distinct()) == t + "'nulls_not_distinct'");
  CHECK(constraint(unique({"a"}).deferrable()) == t + "deferrable keys");
  CHECK(constraint(primary_key({"a"}).initially_deferred()) == t + "deferrable keys");
  CHECK(constraint(foreign_key({"a"}, "u", {"b"}).not_valid()) == t + "'not_valid'");
  CHECK(constraint(foreign_key({"a"}, "u", {"b"}).match_full()) == t + "'match_full'");
  CHECK(constraint(exclude("c", "gist", {{"a", "="}})) == t + "exclude constraints");
}

TEST_CASE("an index of SQLite has fewer options") {
  const auto with = [](const index_options& options) {
    return refused([&](operations& op) { op.create_index("i", "t", {"a"}, options); });
  };
  const std::string i = "create_index 'i': sqlite has no ";
  CHECK(with({.concurrently = true}) == i + "'concurrently'");
  CHECK(with({.method = "gin"}) == i + "index method 'gin'");
  CHECK(with({.nulls_not_distinct = true}) == i + "'nulls_not_distinct'");
  CHECK(with({.include = {"b"}}) == i + "'include'");
  CHECK(with({.with = "lists = 100"}) == i + "storage parameters ('with')");
  CHECK(with({.tablespace = "fast"}) == i + "tablespaces");
  const auto on = [](const index_column& c) {
    return refused([&](operations& op) { op.create_index("i", "t", {c}); });
  };
  CHECK(on(index_column("a").operator_class("text_ops")) == i + "operator class 'text_ops'");
  CHECK(on(index_column("a").nulls_last()) == i + "ascending index with nulls last");
  CHECK(on(index_column("a").descending().nulls_first()) ==
        i + "descending index with nulls first");
  CHECK(refused([](operations& op) { op.drop_index("i", {.concurrently = true}); }) ==
        "drop_index 'i': sqlite has no 'concurrently'");
}

TEST_CASE("an index whose nulls are where SQLite has them anyway does not say so") {
  using operations_data::create_index;
  create_index index;
  index.name = "i";
  index.table = "t";
  index.method = "btree";
  index.columns = {{"a", "", "", index_order::unsaid, nulls_order::first},
                   {"b", "", "", index_order::descending, nulls_order::last}};
  CHECK(dialect_of(database_kind::sqlite).statements(index) ==
        std::vector<std::string>{"create index i on t (a, b desc)"});
}

TEST_CASE("nothing of SQLite is dropped with what depends on it") {
  CHECK(refused([](operations& op) { op.drop_table("t", {.cascade = true}); }) ==
        "drop_table 't': sqlite has no 'cascade'");
  CHECK(refused([](operations& op) { op.drop_column("t", "a", {.cascade = true}); }) ==
        "drop_column 't.a': sqlite has no 'cascade'");
  CHECK(refused([](operations& op) { op.drop_view("v", {.cascade = true}); }) ==
        "drop_view 'v': sqlite has no 'cascade'");
  CHECK(refused([](operations& op) { op.drop_trigger("g", "t", {.cascade = true}); }) ==
        "drop_trigger 't.g': sqlite has no 'cascade'");
}

TEST_CASE("views and triggers of SQLite have fewer options") {
  CHECK(refused([](operations& op) {
          op.create_view("v", "select 1", {.check_option = "local"});
        }) == "create_view 'v': sqlite has no 'check_option'");
  CHECK(refused([](operations& op) {
          op.create_view("v", "select 1", {.with = "security_barrier = true"});
        }) == "create_view 'v': sqlite has no options of views ('with')");
  const auto trigger = [](const trigger_options& options) {
    return checked([&](operations& op) { op.create_trigger("g", "t", options); });
  };
  const std::string g = "create_trigger 'g': sqlite has no ";
  CHECK(trigger({.event = "after insert", .for_each_statement = true, .body = "select 1;"}) ==
        g + "'for_each_statement'" + option_hint);
  CHECK(trigger({.event = "after insert", .body = "select 1;", .referencing = "new table as n"}) ==
        g + "'referencing'" + option_hint);
  CHECK(trigger({.event = "after insert", .body = "select 1;", .deferred = deferral::deferrable}) ==
        g + "deferrable triggers" + call_hint);
  CHECK(trigger({.event = "after insert", .function = "f()"}) ==
        "create_trigger 'g': a trigger in sqlite has a body and cannot call a function\n"
        "hint: give .body too: \"update t set n = n + 1;\"");
  CHECK(trigger({.event = "after insert or update", .body = "select 1;"}) ==
        "create_trigger 'g': a trigger in sqlite is for one event, not for 'after insert or "
        "update'\nhint: create a trigger for each event: before or after insert, update or delete");
  CHECK(trigger({.event = "after insert", .function = "f()", .body = "select 1;"}) == "no error");
}

TEST_CASE("checking an operation asks for no rows") {
  const operations_data::bulk_insert rows{
      "t", {"a"}, [](const operations_data::row_taker&) { FAIL("asked for rows"); }};
  for (const database_kind kind : {database_kind::postgresql, database_kind::sqlite}) {
    dialect_of(kind).check(rows);
  }
  CHECK(error_text([] {
          dialect_of(database_kind::postgresql)
              .check(operations_data::drop_object{{object_kind::database, "d", ""}});
        }) == "postgresql cannot drop a database");
}

}  // namespace test_dialect_sqlite_check
