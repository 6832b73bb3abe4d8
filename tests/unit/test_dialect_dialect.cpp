#include "dialect/dialect.h"

#include <doctest/doctest.h>

#include "operations/recorder.h"
#include "support/error_text.h"

namespace test_dialect_dialect {

using namespace revise;
using namespace revise::test;
namespace data = revise::operations_data;

namespace {

// Writes each operation as SQL, as in an offline script.
class script final : public operation_sink {
 public:
  explicit script(database_kind kind) : dialect_(dialect_of(kind)) {}

  void accept(const operation& op, location) override {
    for (const std::string& statement : dialect_.statements(op)) text += statement + ";\n";
  }

  std::string text;

 private:
  const dialect& dialect_;
};

template <class Call>
std::string sql_of(database_kind kind, Call&& call) {
  static const argument_map none;
  script sink(kind);
  recorder op(sink, kind, none);
  const std::string refused = error_text([&] { call(op); });
  return sink.text +
         (refused == "no error" ? "" : replaced("error: " + refused, "\n", "\n-- ") + "\n");
}

// The error for an operation, which must be the same on both databases.
template <class Call>
std::string refusal(Call&& call) {
  std::string said = sql_of(database_kind::postgresql, call);
  CHECK(sql_of(database_kind::sqlite, call) == said);
  return said;
}

}  // namespace

TEST_CASE("what has no name, or no columns, is refused before it is sent") {
  CHECK(refusal([](operations& op) { op.create_table("", {column("a", integer)}); }) ==
        "error: table without a name\n");
  CHECK(refusal([](operations& op) { op.create_table("t", {column("", integer)}); }) ==
        "error: column without a name\n");
  CHECK(refusal([](operations& op) { op.drop_table(""); }) == "error: table without a name\n");
  CHECK(refusal([](operations& op) { op.add_column("", column("a", integer)); }) ==
        "error: table without a name\n");
  CHECK(refusal([](operations& op) { op.add_column("t", column("", integer)); }) ==
        "error: column without a name\n");
  CHECK(refusal([](operations& op) { op.drop_column("t", ""); }) ==
        "error: column without a name\n");
  CHECK(refusal([](operations& op) { op.create_index("", "t", {"a"}); }) ==
        "error: index without a name\n");
  CHECK(refusal([](operations& op) { op.create_index("i", "", {"a"}); }) ==
        "error: table without a name\n");
  CHECK(refusal([](operations& op) { op.create_index("i", "t", {}); }) ==
        "error: index 'i' has no columns\n");
  CHECK(refusal([](operations& op) { op.drop_index(""); }) == "error: index without a name\n");
  CHECK(refusal([](operations& op) {
          op.create_table("t", {column("a", integer).check("a > 0").check("a < 5")});
        }) ==
        "error: column 'a' has more than one check\n"
        "-- hint: join them with 'and', or give the others as check(NAME, SQL) of the table\n");
}

TEST_CASE("a name is quoted when it has to be") {
  const dialect& on_postgresql = dialect_of(database_kind::postgresql);
  const dialect& on_sqlite = dialect_of(database_kind::sqlite);
  for (const char* plain : {"a", "users", "_x", "a1_b", "name", "id", "key"}) {
    CAPTURE(plain);
    CHECK(on_postgresql.quoted(plain) == plain);
    CHECK(on_sqlite.quoted(plain) == plain);
  }
  for (const char* odd :
       {"", "A", "1a", "a b", "a-b", "a.b", "ü", "a;b", "a'b", "select", "table"}) {
    CAPTURE(odd);
    CHECK(on_postgresql.quoted(odd) == "\"" + std::string(odd) + "\"");
    CHECK(on_sqlite.quoted(odd) == "\"" + std::string(odd) + "\"");
  }
  CHECK(on_postgresql.quoted("a\"b") == "\"a\"\"b\"");
  CHECK(on_sqlite.quoted("\"") == "\"\"\"\"");
  // Each database has its own keywords.
  CHECK(on_postgresql.quoted("user") == "\"user\"");
  CHECK(on_sqlite.quoted("user") == "user");
  CHECK(on_postgresql.quoted("index") == "index");
  CHECK(on_sqlite.quoted("index") == "\"index\"");
}

TEST_CASE("the text of execute is sent as it is") {
  for (const std::string sql : {"", "select ':x'; ;", "  -- nothing\n"}) {
    CHECK(dialect_of(database_kind::postgresql).statements(data::execute{sql}) ==
          std::vector<std::string>{sql});
    CHECK(dialect_of(database_kind::sqlite).statements(data::execute{sql}) ==
          std::vector<std::string>{sql});
  }
}

}  // namespace test_dialect_dialect
