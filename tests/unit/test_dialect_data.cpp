#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "dialect/dialect.h"
#include "support/error_text.h"

namespace test_dialect_data {

using namespace revise;
using namespace revise::test;
namespace data = revise::operations_data;

namespace {

const dialect& on_postgresql = dialect_of(database_kind::postgresql);
const dialect& on_sqlite = dialect_of(database_kind::sqlite);

std::string on_both(const operation& op) {
  std::string text;
  for (const dialect* d : {&on_postgresql, &on_sqlite}) {
    for (const std::string& statement : d->statements(op)) text += statement + ";\n";
  }
  return text;
}

std::string literals(const sql_value& v) {
  return on_postgresql.literal(v) + " " + on_sqlite.literal(v);
}

}  // namespace

TEST_CASE("a value is written as a literal that means the same") {
  using namespace std::string_literals;
  CHECK(literals(std::monostate()) == "null null");
  CHECK(literals(true) == "'t' 1");
  CHECK(literals(false) == "'f' 0");
  CHECK(literals(7LL) == "'7' 7");
  CHECK(literals(-7LL) == "'-7' (-7)");
  CHECK(literals(std::numeric_limits<long long>::min()) ==
        "'-9223372036854775808' (-9223372036854775808)");
  CHECK(literals(0.1) == "'0.1' 0.1");
  CHECK(literals(-3.0) == "'-3' (-3.0)");
  CHECK(literals(1e300) == "'1e+300' 1e+300");
  CHECK(literals(1.7976931348623157e308) == "'1.7976931348623157e+308' 1.7976931348623157e+308");
  CHECK(literals(HUGE_VAL) == "'Infinity' 9e999");
  CHECK(literals(-HUGE_VAL) == "'-Infinity' (-9e999)");
  CHECK(literals("it's \\ $1 \"ü\""s) == "E'it''s \\\\ $1 \"ü\"' 'it''s \\ $1 \"ü\"'");
  CHECK(literals(""s) == "'' ''");
  CHECK(literals(sql_bytes{"\0\x7f\xff'"s}) == "E'\\\\x007fff27' x'007fff27'");
  CHECK(literals(sql_bytes{}) == "E'\\\\x' x''");
  CHECK(on_postgresql.literal(std::nan("")) == "'NaN'");
  CHECK(on_postgresql.literal(18446744073709551615ULL) == "'18446744073709551615'");
}

TEST_CASE("what SQLite cannot hold is no literal of it") {
  CHECK(error_text([] { return on_sqlite.literal(std::nan("")); }) ==
        "sqlite has no NaN\nhint: pass nullptr");
  CHECK(error_text([] { return on_sqlite.literal(18446744073709551615ULL); }) ==
        "18446744073709551615 is too large for an integer in sqlite\nhint: pass it as text");
}

TEST_CASE("rows are copied in the database, identity columns with them") {
  CHECK(on_both(data::copy_rows{"a", "s.b", {}, "", ""}) ==
        "insert into s.b overriding system value select * from a;\n"
        "insert into s.b select * from a;\n");
  CHECK(on_both(data::copy_rows{"Old",
                                "new",
                                {{"id", ""}, {"type", "type::text::kind"}, {"Name", ""}},
                                "id > 0",
                                "id desc"}) ==
        "insert into new (id, type, \"Name\") overriding system value select id, "
        "type::text::kind, \"Name\" from \"Old\" where id > 0 order by id desc;\n"
        "insert into new (id, type, \"Name\") select id, type::text::kind, \"Name\" from "
        "\"Old\" where id > 0 order by id desc;\n");
  const auto refused = [](const data::copy_rows& op) {
    return error_text([&] { return on_postgresql.statements(op); });
  };
  CHECK(refused({"", "b", {}, "", ""}) == "table without a name");
  CHECK(refused({"a", "", {}, "", ""}) == "table without a name");
  CHECK(refused({"a", "b", {{"", "1"}}, "", ""}) == "column without a name");
}

TEST_CASE("many rows are written as inserts of a thousand") {
  const auto rows = [](int count) {
    return data::bulk_insert{"t", {"a", "B"}, [count](const data::row_taker& take) {
                               for (int i = 0; i < count; ++i) {
                                 const value row[] = {i, i == 0 ? value("it's") : value(nullptr)};
                                 take(row);
                               }
                             }};
  };
  CHECK(on_both(rows(0)).empty());
  CHECK(on_both(rows(2)) ==
        "insert into t (a, \"B\") overriding system value values\n  ('0', 'it''s'),\n"
        "  ('1', null);\n"
        "insert into t (a, \"B\") values\n  (0, 'it''s'),\n  (1, null);\n");
  CHECK(on_sqlite.statements(rows(1000)).size() == 1);
  CHECK(on_sqlite.statements(rows(1001)).size() == 2);
  CHECK(on_sqlite.statements(rows(1001))[1] == "insert into t (a, \"B\") values\n  (1000, null)");
}

TEST_CASE("rows of long texts make shorter inserts") {
  const std::string long_text(40'000, 'x');
  const data::bulk_insert three{"t", {"a"}, [&](const data::row_taker& take) {
                                  for (int i = 0; i < 3; ++i) {
                                    const value row[] = {long_text};
                                    take(row);
                                  }
                                }};
  CHECK(on_sqlite.statements(three).size() == 2);
}

}  // namespace test_dialect_data
