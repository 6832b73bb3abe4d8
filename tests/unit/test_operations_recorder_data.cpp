#include <doctest/doctest.h>
#include <revise/migration.h>
#include <revise/rows.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "dialect/dialect.h"
#include "operations/recorder.h"
#include "support/error_text.h"

namespace test_operations_recorder_data {

using namespace revise;
using namespace revise::test;
namespace data = revise::operations_data;

namespace {

// Writes each value as an SQLite literal.
std::string text_of(const std::vector<sql_value>& values) {
  std::string text;
  for (const sql_value& v : values) {
    text += (text.empty() ? "" : ", ") + dialect_of(database_kind::sqlite).literal(v);
  }
  return text;
}

// Keeps the operations, and the rows of a bulk_insert as SQL. Answers queries with `answer`.
class list final : public operation_sink {
 public:
  void accept(const operation& op, location where) override {
    if (std::holds_alternative<data::bulk_insert>(op)) {
      for (const auto& s : dialect_of(database_kind::sqlite).statements(op)) bulk.push_back(s);
    }
    all.push_back(op);
    last = where;
  }
  result_set query(const data::query& asked, location where) override {
    queries.push_back(asked);
    last = where;
    return answer;
  }

  std::vector<operation> all;
  std::vector<data::query> queries;
  std::vector<std::string> bulk;
  result_set answer{{"n"}, 1, {"7"}};
  location last;
};

struct fixture {
  argument_map none;
  list sink;
  recorder recorded{sink, postgresql, none};
  operations& op = recorded;

  data::execute executed() const { return std::get<data::execute>(sink.all.back()); }
};

}  // namespace

TEST_CASE_FIXTURE(fixture, "parameters are recorded as what C++ calls them") {
  const std::string owned = "owned";
  const std::optional<int> nothing;
  const std::optional<std::string> something = "some";
  const std::vector<std::byte> bytes = {std::byte{0}, std::byte{255}};
  const unsigned char raw[] = {1, 2};
  const char* null_text = nullptr;
  op.execute("sql $1", {nullptr, true, false, 'a' - 'a', -5, 5U, std::int64_t{-6}, std::size_t{6},
                        std::uint8_t{7}, 1.5, 0.1F, "x", owned, std::string_view(owned).substr(2),
                        nothing, something, bytes, std::span(raw), null_text});
  CHECK(executed().sql == "sql $1");
  CHECK(text_of(executed().parameters) ==
        "null, 1, 0, 0, (-5), 5, (-6), 6, 7, 1.5, 0.10000000149011612, 'x', 'owned', 'ned', null, "
        "'some', x'00ff', x'0102', null");
  op.execute("sql", {std::numeric_limits<std::int64_t>::min(), UINT64_MAX});
  CHECK(std::get<long long>(executed().parameters[0]) == INT64_MIN);
  CHECK(std::get<unsigned long long>(executed().parameters[1]) == UINT64_MAX);
}

TEST_CASE_FIXTURE(fixture, "parameters may be in a container, or missing") {
  const std::vector<value> all = {1, "x"};
  op.execute("sql", all);
  CHECK(text_of(executed().parameters) == "1, 'x'");
  op.execute("sql");
  CHECK(executed().parameters.empty());
  op.execute("sql", {});
  CHECK(executed().parameters.empty());
  op.execute("sql", {"x", 1});
  CHECK(text_of(executed().parameters) == "'x', 1");
  op.query("sql", all);
  CHECK(text_of(sink.queries.back().parameters) == "1, 'x'");
}

TEST_CASE_FIXTURE(fixture, "each call on rows carries the line that called it") {
  const int line = __LINE__;
  op.execute("sql", {1});
  CHECK(sink.last.line == line + 1);
  op.query("sql");
  CHECK(sink.last.line == line + 3);
  op.query_one("sql", {1});
  CHECK(sink.last.line == line + 5);
  op.scalar<int>("sql");
  CHECK(sink.last.line == line + 7);
  op.bulk_insert("t", {"a"}, {{1}});
  CHECK(sink.last.line == line + 9);
  op.bulk_insert("t", {"a"}, [](bulk_rows& to) { to.add(1); });
  CHECK(sink.last.line == line + 11);
  op.copy_rows("a", "b");
  CHECK(sink.last.line == line + 13);
  CHECK(std::string(sink.last.file) == __FILE__);
}

TEST_CASE_FIXTURE(fixture, "a query gives what the sink found") {
  sink.answer = {{"id", "name"}, 2, {"1", "a", "2", std::nullopt}};
  std::string seen;
  for (const row r : op.query("select $1", {5})) {
    seen += std::to_string(r["id"].as<int>()) + r["name"].or_else(std::string("-"));
  }
  CHECK(seen == "1a2-");
  CHECK(sink.queries.back().sql == "select $1");
  CHECK(text_of(sink.queries.back().parameters) == "5");
  sink.answer = {{"id", "name"}, 1, {"1", "a"}};
  CHECK(op.query_one("sql")["name"].as<std::string>() == "a");
  sink.answer = {{"n"}, 1, {"7"}};
  CHECK(op.scalar<int>("sql") == 7);
  CHECK(op.scalar<std::string>("sql", {1}) == "7");
  sink.answer = {{"n"}, 1, {std::nullopt}};
  CHECK(op.scalar<std::optional<int>>("sql") == std::nullopt);
}

TEST_CASE_FIXTURE(fixture, "one row is one row, and one value one value") {
  sink.answer = {{"n"}, 0, {}};
  CHECK(error_text([&] { op.query_one("sql"); }) ==
        "the query returned no rows, but exactly one is expected\n  in: sql\n"
        "hint: op.query accepts any number of rows");
  CHECK(error_text([&] { op.scalar<int>("sql"); }) ==
        "the query returned no rows, but exactly one is expected\n  in: sql\n"
        "hint: op.query accepts any number of rows");
  sink.answer = {{"n"}, 2, {"1", "2"}};
  CHECK(error_text([&] { op.query_one("select 1\nunion all select 2"); }) ==
        "the query returned 2 rows, but exactly one is expected\n  in: select 1 ...\n"
        "hint: op.query accepts any number of rows");
  sink.answer = {{"n", "m"}, 1, {"1", "2"}};
  CHECK_NOTHROW(op.query_one("sql"));
  CHECK(error_text([&] { op.scalar<int>("sql"); }) ==
        "the query returned 2 columns, but exactly one is expected\n  in: sql\n"
        "hint: op.query_one accepts any number of columns");
}

TEST_CASE_FIXTURE(fixture, "rows in bulk are recorded from a list and from a function") {
  op.bulk_insert("s.t", {"a", "B"}, {{1, "x"}, {2, nullptr}});
  CHECK(sink.bulk.back() == "insert into s.t (a, \"B\") values\n  (1, 'x'),\n  (2, null)");
  int calls = 0;
  op.bulk_insert("t", {"a"}, [&](bulk_rows& to) {
    ++calls;
    for (int i = 0; i < 3; ++i) to.add(std::to_string(i));
    const std::vector<value> more = {3};
    to.add_all(more.data(), more.size());
  });
  CHECK(calls == 1);
  CHECK(sink.bulk.back() == "insert into t (a) values\n  ('0'),\n  ('1'),\n  ('2'),\n  (3)");
  struct counter {
    int rows = 0;
    void operator()(bulk_rows& to) { to.add(++rows); }
  } named;
  op.bulk_insert("t", {"a"}, named);
  CHECK(named.rows == 1);
  const auto constant = [](bulk_rows& to) { to.add(9); };
  op.bulk_insert("t", {"a"}, constant);
  CHECK(sink.bulk.back() == "insert into t (a) values\n  (9)");
}

TEST_CASE_FIXTURE(fixture, "a row that does not fit is refused with its number") {
  using namespace std::string_literals;
  CHECK(error_text([&] {
          op.bulk_insert("t", {"a", "b"}, {{1, 2}, {3}});
        }) == "row 2 has 1 value for 2 columns");
  CHECK(error_text([&] {
          op.bulk_insert("t", {"a"}, {{1, 2}});
        }) == "row 1 has 2 values for 1 column");
  CHECK(
      error_text([&] {
        op.bulk_insert("t", {"a", "b"}, {{1, "x"}, {1, "x\0y"s}});
      }) ==
      "row 2, column 'b': the text contains a NUL byte\nhint: leave it out, or store it as bytes");
  CHECK(error_text([&] { op.bulk_insert("t", {}, {}); }) ==
        "the bulk_insert into 't' names no columns");
  CHECK(error_text([&] { op.bulk_insert("", {"a"}, {}); }) == "table without a name");
  CHECK(error_text([&] { op.bulk_insert("t", {""}, {}); }) == "column without a name");
}

TEST_CASE_FIXTURE(fixture, "what a source of rows throws arrives as it is") {
  CHECK_THROWS_WITH_AS(op.bulk_insert("t", {"a"},
                                      [](bulk_rows& to) {
                                        to.add(1);
                                        throw std::domain_error("no more");
                                      }),
                       "no more", std::domain_error);
}

TEST_CASE_FIXTURE(fixture, "copied rows are recorded with their columns, expressions and order") {
  const std::string name = "a name too long to be kept in place, as short ones are";
  op.copy_rows("s.from", "to",
               {.columns = {"id", {"kind", "kind::text"}, string_ref(name)},
                .where = "id > 0",
                .order_by = "id"});
  const auto copy = std::get<data::copy_rows>(sink.all.back());
  CHECK(copy.from == "s.from");
  CHECK(copy.to == "to");
  REQUIRE(copy.columns.size() == 3);
  CHECK(copy.columns[0].name == "id");
  CHECK(copy.columns[0].expression.empty());
  CHECK(copy.columns[1].name == "kind");
  CHECK(copy.columns[1].expression == "kind::text");
  CHECK(copy.columns[2].name == name);
  CHECK(copy.where == "id > 0");
  CHECK(copy.order_by == "id");
  op.copy_rows("a", "b");
  CHECK(std::get<data::copy_rows>(sink.all.back()).columns.empty());
  op.copy_rows("a", "b", {.columns = {{"x", "1"}}});
  CHECK(std::get<data::copy_rows>(sink.all.back()).columns.size() == 1);
  op.copy_rows("a", "b", {.columns = {"x", "y"}});
  CHECK(std::get<data::copy_rows>(sink.all.back()).columns.size() == 2);
}

TEST_CASE("without a database there is nothing to ask") {
  class writer final : public operation_sink {
    void accept(const operation&, location) override {}
  } sink;
  const argument_map none;
  recorder op(sink, postgresql, none);
  CHECK(error_text([&] { static_cast<operations&>(op).query("select 1"); }) ==
        "a query needs a database, and none is connected here\n"
        "hint: do it in SQL with op.execute or op.copy_rows");
}

}  // namespace test_operations_recorder_data
