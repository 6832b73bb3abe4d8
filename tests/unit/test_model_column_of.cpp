#include "model/column_of.h"

#include <doctest/doctest.h>

#include "support/error_text.h"

namespace test_model_column_of {

using namespace revise;
using namespace revise::test;
using operations_data::data_type;

namespace {

data_type of_postgresql(std::string_view text) { return type_of(text, database_kind::postgresql); }
data_type of_sqlite(std::string_view text) { return type_of(text, database_kind::sqlite); }

}  // namespace

TEST_CASE("a type of PostgreSQL gets the name that <revise/types.h> has") {
  CHECK(of_postgresql("bigint") == data_type{"bigint"});
  CHECK(of_postgresql("double precision") == data_type{"double precision"});
  CHECK(of_postgresql("character varying") == data_type{"varchar"});
  CHECK(of_postgresql("character varying(20)") == data_type{"varchar", 20});
  CHECK(of_postgresql("bit varying(9)[]") == data_type{"varbit", 9, -1, true});
  CHECK(of_postgresql("numeric(10,2)") == data_type{"numeric", 10, 2});
  CHECK(of_postgresql("timestamp(3) with time zone") == data_type{"timestamptz", 3});
  CHECK(of_postgresql("timestamp without time zone[]") == data_type{"timestamp", -1, -1, true});
  CHECK(of_postgresql("time(0) with time zone") == data_type{"timetz", 0});
  CHECK(of_postgresql("time without time zone") == data_type{"time"});
  CHECK(of_postgresql("interval(2)") == data_type{"interval", 2});
}

TEST_CASE("a type of another name is SQL") {
  for (const char* sql : {"app.\"Mood\"", "\"char\"", "interval day to second(3)",
                          "public.vector(3)", "odd(1", "odd(x)", "numeric(3,-2)", ""}) {
    CAPTURE(sql);
    CHECK(of_postgresql(sql) == data_type{sql});
  }
  CHECK(of_postgresql("app.\"Mood\"[]") == data_type{"app.\"Mood\"", -1, -1, true});
}

TEST_CASE("a type of SQLite is what was declared") {
  CHECK(of_sqlite("numeric(10, 2)") == data_type{"numeric", 10, 2});
  CHECK(of_sqlite("blob") == data_type{"bytea"});
  CHECK(of_sqlite("character varying(20)") == data_type{"character varying(20)"});
  CHECK(of_sqlite("unsigned big int") == data_type{"unsigned big int"});
  CHECK(of_sqlite("decimal(1e3)") == data_type{"decimal(1e3)"});
  CHECK(of_sqlite("text[]") == data_type{"text[]"});
  CHECK(of_sqlite("").name.empty());
}

TEST_CASE("a column is converted with all that an operation can say of it") {
  const catalog::column read{.name = "A b",
                             .type = "integer",
                             .not_null = true,
                             .identity = catalog::identity_kind::by_default,
                             .comment = "it's"};
  const auto column = column_of(read, database_kind::postgresql);
  CHECK(column.name == "A b");
  CHECK(column.type == data_type{"integer"});
  CHECK(column.not_null);
  CHECK(column.identity == identity_kind::by_default);
  CHECK(column.comment == "it's");
  const auto generated = [](const char* text, database_kind kind) {
    return column_of({.name = "g", .generated = text}, kind).generated_expression.as_given();
  };
  CHECK(generated("(a + 1) stored", database_kind::postgresql) == "(a + 1)");
  CHECK(generated("(a + 1) stored", database_kind::sqlite) == "a + 1");
  CHECK(error_text([&] { generated("(a) virtual", database_kind::sqlite); }) ==
        "column 'g' is a virtual generated column, which no operation can create");
}

TEST_CASE("a collation is named as operations name it") {
  const auto collation = [](const char* text) {
    return column_of({.name = "c", .collation = text}, database_kind::postgresql).collation;
  };
  CHECK(collation("\"C\"") == "C");
  CHECK(collation("app.german") == "app.german");
  CHECK(collation("app.\"a.b\"") == "app.\"a.b\"");
  CHECK(collation("\"a\"\"b\"") == "\"a\"\"b\"");
  CHECK(collation("") == "");
}

}  // namespace test_model_column_of
