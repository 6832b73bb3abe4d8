#include "engine/journal_text.h"

#include <doctest/doctest.h>

#include <string>

namespace test_engine_journal_text {

using namespace revise;

namespace {

std::string told(std::string_view before, std::string_view now) {
  const text_difference difference = difference_of(before, now);
  return difference.before + " | " + difference.now;
}

}  // namespace

TEST_CASE("the journal keeps SQL as it is, and of its values a hash") {
  CHECK(journal_text("insert into t\n values (1)") == "insert into t\n values (1)");
  CHECK(journal_text("create role x password 'abc'") == "create role x password '***'");
  CHECK(journal_text("x $1", {sql_value(1LL)}).starts_with("x $1 -- 1 value, "));
  CHECK(journal_text("x $1, $2", {sql_value("secret"), sql_value()}).find("secret") ==
        std::string::npos);
  CHECK(journal_text("x", {sql_value("ab"), sql_value("c")}) ==
        journal_text("x", {sql_value("ab"), sql_value("c")}));
  CHECK(journal_text("x", {sql_value("ab"), sql_value("c")}) !=
        journal_text("x", {sql_value("a"), sql_value("bc")}));
  CHECK(journal_text("x", {sql_value("1")}) != journal_text("x", {sql_value(1LL)}));
  CHECK(journal_text("x", {sql_value()}) != journal_text("x", {sql_value("")}));
  CHECK(journal_text("x", {sql_value(sql_bytes{"a"})}) != journal_text("x", {sql_value("a")}));
}

TEST_CASE("of very long SQL the journal keeps the beginning, and a hash of it all") {
  const std::string longest(16'384, 'x');
  CHECK(journal_text(longest) == longest);
  const std::string longer = longest + "y";
  CHECK(journal_text(longer).starts_with(longest + " ... (16385 bytes, "));
  CHECK(journal_text(longer) != journal_text(longest + "z"));
  // The text is cut before a character of two bytes.
  const std::string wide = std::string(16'383, 'x') + "\xc3\xa9";
  CHECK(journal_text(wide).starts_with(std::string(16'383, 'x') + " ... (16385 bytes, "));
}

TEST_CASE("where two texts differ") {
  CHECK(told("select 1", "select 2") == "select 1 | select 2");
  CHECK(told("select 1", "select 1\n, 2") == "select 1 | select 1");
  CHECK(told("a\nselect 1\nb", "a\nselect 2\nb") == "select 1 | select 2");
  CHECK(told("", "select 2") == " | select 2");
  CHECK(told("a\nb", "a\nb") == "b | b");
  const std::string same(200, 'x');
  CHECK(told(same + "1", same + "2") == std::string(50, 'x') + "1 | " + std::string(50, 'x') + "2");
  CHECK(told("1" + same, "2" + same) ==
        "1" + std::string(99, 'x') + " ... | 2" + std::string(99, 'x') + " ...");
}

TEST_CASE("an operation has the same text before and after it was done") {
  using namespace operations_data;
  const dialect& on_postgresql = dialect_of(database_kind::postgresql);
  const dialect& on_sqlite = dialect_of(database_kind::sqlite);
  create_index made{};
  made.name = "i";
  made.table = "t";
  made.columns = {{"a", {}, {}}};
  made.concurrently = true;
  const journaled_statement index = journaled(made, on_postgresql);
  CHECK(index.sql == "create index concurrently i on t (a)");
  CHECK(index.text == index.sql);
  const operation retyped = alter_column_type{"t", "a", {.name = "bigint"}, {}, {}};
  CHECK(journaled(retyped, on_sqlite).sql.empty());
  CHECK(journaled(retyped, on_sqlite).text == "alter table t alter column a type bigint");
  const operation rows = bulk_insert{"t", {"a", "b"}, {}};
  for (const dialect* of : {&on_postgresql, &on_sqlite}) {
    CHECK(journaled(rows, *of).text == "bulk_insert 't' (a, b)");
    CHECK(journaled(rows, *of).sql.empty());
  }
}

}  // namespace test_engine_journal_text
