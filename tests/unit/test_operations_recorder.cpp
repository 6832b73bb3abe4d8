#include "operations/recorder.h"
#include "util/error.h"

#include <doctest/doctest.h>
#include <revise/migration.h>

namespace test_operations_recorder {

using namespace revise;
namespace data = revise::operations_data;

namespace {

struct taken {
  operation what;
  location where;
};

class list final : public operation_sink {
 public:
  void accept(const operation& op, location where) override { all.push_back({op, where}); }
  std::vector<taken> all;
};

// The operation that one call of a migration is recorded as.
template <class Data, class Call>
Data recorded(Call&& call) {
  const argument_map none;
  list sink;
  recorder op(sink, postgresql, none);
  call(op);
  REQUIRE(sink.all.size() == 1);
  return std::get<Data>(sink.all[0].what);
}

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("a file of SQL is recorded with its text and its path") {
  const argument_map none;
  list sink;
  location asked;
  recorder op(sink, postgresql, none, [&](std::string_view name, location where) {
    asked = where;
    return data::execute{.sql = "text of " + std::string(name), .file = "/v/" + std::string(name)};
  });
  op.execute_file("a.sql", {"a.cpp", 7});
  REQUIRE(sink.all.size() == 1);
  const auto& recorded_file = std::get<data::execute>(sink.all[0].what);
  CHECK(recorded_file.sql == "text of a.sql");
  CHECK(recorded_file.file == "/v/a.sql");
  CHECK(sink.all[0].where.line == 7);
  CHECK(asked.line == 7);

  recorder without(sink, postgresql, none);
  CHECK_THROWS_WITH_AS(without.execute_file("a.sql"), "no SQL file 'a.sql'", error);
}

TEST_CASE("a table is recorded with its columns and constraints in their order") {
  const auto table = recorded<data::create_table>([](operations& op) {
    op.create_table("app.users",
                    {
                        column("id", bigint).identity().primary_key(),
                        check("positive", "id > 0"),
                        column("price", numeric(10, 2)).not_null().unique().server_default("0"),
                        column("tags", array_of(varchar(20))),
                        primary_key("key", {"id", "price"}),
                        unique({"price"}),
                        foreign_key("to", {"id"}, "orgs", {"org"}).on_update(set_default),
                    });
  });
  CHECK(table.name == "app.users");
  REQUIRE(table.columns.size() == 3);
  CHECK(table.columns[0].name == "id");
  CHECK(table.columns[0].type.name == "bigint");
  CHECK(table.columns[0].identity == identity_kind::by_default);
  CHECK(table.columns[0].primary_key == "users_pkey");
  CHECK(!table.columns[0].not_null);
  CHECK(!table.columns[0].references);
  CHECK(table.columns[1].type.length == 10);
  CHECK(table.columns[1].type.scale == 2);
  CHECK(table.columns[1].not_null);
  CHECK(table.columns[1].unique == "users_price_key");
  CHECK(table.columns[1].default_expression == "0");
  CHECK(table.columns[2].type.name == "varchar");
  CHECK(table.columns[2].type.length == 20);
  CHECK(table.columns[2].type.array);

  REQUIRE(table.constraints.size() == 4);
  CHECK(std::get<data::check_constraint>(table.constraints[0]).name == "positive");
  CHECK(std::get<data::check_constraint>(table.constraints[0]).expression == "id > 0");
  const auto& primary = std::get<data::key_constraint>(table.constraints[1]);
  CHECK(primary.what == data::key_constraint::kind::primary);
  CHECK(primary.name == "key");
  CHECK(primary.columns == names{"id", "price"});
  const auto& only = std::get<data::key_constraint>(table.constraints[2]);
  CHECK(only.what == data::key_constraint::kind::unique);
  CHECK(only.name == "users_price_key1");
  CHECK(only.columns == names{"price"});
  const auto& key = std::get<data::foreign_key_constraint>(table.constraints[3]);
  CHECK(key.columns == names{"id"});
  CHECK(key.target.table == "orgs");
  CHECK(key.target.columns == names{"org"});
  CHECK(key.target.on_delete == referential_action::no_action);
  CHECK(key.target.on_update == referential_action::set_default);
}

TEST_CASE("a column's foreign key is recorded with its actions") {
  const auto added = recorded<data::add_column>([](operations& op) {
    op.add_column(
        "users",
        column("org", uuid).references("orgs", "id").on_delete(cascade).on_update(restrict));
  });
  CHECK(added.table == "users");
  REQUIRE(added.column.references);
  CHECK(added.column.references->name == "users_org_fkey");
  const data::foreign_key_target& target = added.column.references->target;
  CHECK(target.table == "orgs");
  CHECK(target.columns == names{"id"});
  CHECK(target.on_delete == referential_action::cascade);
  CHECK(target.on_update == referential_action::restrict);
}

TEST_CASE("the other operations are recorded as they were called") {
  const auto table = recorded<data::drop_object>([](operations& op) { op.drop_table("t"); });
  CHECK(table.what.kind == object_kind::table);
  CHECK(table.what.name == "t");
  const auto dropped =
      recorded<data::drop_object>([](operations& op) { op.drop_column("t", "c"); });
  CHECK(dropped.what.kind == object_kind::column);
  CHECK(dropped.what.table == "t");
  CHECK(dropped.what.name == "c");
  const auto index = recorded<data::create_index>([](operations& op) {
    op.create_index("i", "t", {"a", "(lower(b))"},
                    {.unique = true, .if_not_exists = true, .where = "a > 0"});
  });
  CHECK(index.name == "i");
  CHECK(index.table == "t");
  REQUIRE(index.columns.size() == 2);
  CHECK(index.columns[0].expression == "a");
  CHECK(index.columns[1].expression == "(lower(b))");
  CHECK(index.unique);
  CHECK(index.if_not_exists);
  CHECK(index.where == "a > 0");
  const auto gone = recorded<data::drop_object>([](operations& op) { op.drop_index("i"); });
  CHECK(gone.what.kind == object_kind::index);
  CHECK(gone.what.name == "i");
  CHECK(recorded<data::execute>([](operations& op) { op.execute("select ':x'"); }).sql ==
        "select ':x'");
}

TEST_CASE("what is recorded outlives what it was called with") {
  const auto table = recorded<data::create_table>([](operations& op) {
    std::string name = "a name too long to be kept in place, as short ones are";
    const std::string expression = "lower('another text too long to be kept in place')";
    op.create_table(name, {column(name, type(name)).server_default(expression)});
    name.assign(name.size(), '!');
  });
  CHECK(table.name == "a name too long to be kept in place, as short ones are");
  CHECK(table.columns[0].type.name == table.name);
  CHECK(table.columns[0].default_expression ==
        "lower('another text too long to be kept in place')");
}

TEST_CASE("texts are taken by their length, whatever is in them") {
  using namespace std::string_literals;
  const std::string_view part = std::string_view("select 1; drop table t").substr(0, 8);
  CHECK(recorded<data::execute>([&](operations& op) { op.execute(part); }).sql == "select 1");
  CHECK(recorded<data::execute>([&](operations& op) { op.execute("a\0b"s); }).sql == "a\0b"s);
  CHECK(recorded<data::execute>([&](operations& op) { op.execute(nullptr); }).sql.empty());
}

TEST_CASE("each operation carries the line that called it") {
  const argument_map none;
  list sink;
  recorder op(sink, postgresql, none);
  const int line = __LINE__;
  op.execute("select 1");
  op.drop_table("t");
  op.create_index("i", "t", {"a"});
  REQUIRE(sink.all.size() == 3);
  CHECK(std::string(sink.all[0].where.file) == __FILE__);
  CHECK(sink.all[0].where.line == line + 1);
  CHECK(sink.all[1].where.line == line + 2);
  CHECK(sink.all[2].where.line >= line + 3);
}

TEST_CASE("an argument is what was given, or what the migration says otherwise") {
  const argument_map given{{"size", "768"}, {"empty", ""}};
  list sink;
  recorder op(sink, postgresql, given);
  const auto owned = [](string_ref value) { return std::string(value.data(), value.size()); };
  CHECK(owned(op.argument("size")) == "768");
  CHECK(owned(op.argument("size", "3")) == "768");
  CHECK(owned(op.argument("empty", "3")).empty());
  CHECK(owned(op.argument("missing", "3")) == "3");
  CHECK(std::string(op.argument("missing", "")).empty());
  CHECK(op.argument("size", 3) == 768);
  CHECK(op.argument("missing", 3) == 3);
  CHECK_THROWS_WITH_AS(op.argument("missing"), "the argument 'missing' is missing", error);
  CHECK_THROWS_WITH_AS(op.argument("empty", 3),
                       "the argument 'empty' is '', which is not a whole number", error);
  const argument_map wrong{{"a", "7x"}, {"b", "many"}, {"c", "1.5"}, {"d", "99999999999999999999"}};
  recorder other(sink, postgresql, wrong);
  for (const char* key : {"a", "b", "c", "d"}) CHECK_THROWS_AS(other.argument(key, 3), error);
}

}  // namespace test_operations_recorder
