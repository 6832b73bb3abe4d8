#include "review/foreseen_losses.h"

#include <stdexcept>
#include <type_traits>

#include <revise/migration.h>

#include "database/live.h"
#include "graph/plan.h"

namespace test_foreseen_losses {

using namespace revise;
using namespace revise::test;

namespace {

void nothing(operations&) {}

// The losses of a downgrade to base, for migrations 'a' -> 'b' with these downgrades, one per line.
template <class Database>
class downgraded {
 public:
  explicit downgraded(const std::string& sql) : session_(connected(database)) {
    session_->execute(sql);
  }

  std::string losses(step_function::pointer b, step_function::pointer a = nothing) {
    const registered first{.revision = "a",
                           .upgrade = nothing,
                           .downgrade = a,
                           .link = detail::registration(nullptr, {"a.cpp", 1})};
    const registered second{.revision = "b",
                            .down_revision = {"a"},
                            .upgrade = nothing,
                            .downgrade = b,
                            .link = detail::registration(nullptr, {"b.cpp", 1})};
    const std::vector<source_file> sources{{"a.cpp", "/a.cpp"}, {"b.cpp", "/b.cpp"}};
    const versions all({&first, &second}, sources);
    const graph::rows at = graph::read_rows(all.graph(), {"b"});
    recorded_plan recorded(all, session_->kind());
    const foreseen_losses found =
        losses_of(recorded, graph::plan_downgrade(all.graph(), at, "base"), *session_);
    CHECK(!session_->in_transaction());
    std::string text;
    for (const table_loss& loss : found.tables) text += loss_text(loss) + "\n";
    for (const graph::node n : found.unforeseen) text += all.graph().at(n).id + " unforeseen\n";
    return text;
  }

  const Database database;

 private:
  std::unique_ptr<connection> session_;
};

constexpr const char* two_tables =
    "create table t (id integer); insert into t values (1), (2), (3);"
    "create table u (id integer); insert into u values (1); create table none (id integer);"
    "create view v as select 1 as x;";

}  // namespace

TEST_CASE_TEMPLATE("what a downgrade drops or empties is told with its rows", Database,
                   postgres_database, sqlite_database) {
  downgraded<Database> here(two_tables);
  CHECK(here.losses([](operations& op) {
    op.drop_table("t");
    op.drop_table("none");
    op.drop_view("v");
    op.drop_column("u", "id");
  }) == "table 't' with 3 rows is dropped\n");
  CHECK(
      here.losses([](operations& op) { op.execute("drop table if exists missing; drop table u;"); },
                  [](operations& op) { op.execute("delete from t"); }) ==
      "table 'u' with 1 row is dropped\ntable 't' with 3 rows is emptied\n");
  // Each table is reported once, with the worse loss.
  CHECK(here.losses([](operations& op) {
    op.execute("delete from t");
    op.drop_table("t");
    op.drop_table("t");
  }) == "table 't' with 3 rows is dropped\n");
  CHECK(here.losses(nothing).empty());
}

TEST_CASE_TEMPLATE("a table is known by the name that it has before", Database, postgres_database,
                   sqlite_database) {
  downgraded<Database> here(two_tables);
  // The rows are those of the existing table.
  CHECK(here.losses([](operations& op) { op.rename_table("t", "older"); },
                    [](operations& op) { op.drop_table("older"); }) ==
        "table 't' with 3 rows is dropped\n");
  // A name that is free again belongs to another table.
  CHECK(here.losses([](operations& op) {
              op.rename_table("t", "older");
              op.create_table("t", {column("id", integer)});
              op.drop_table("t");
            })
            .empty());
  CHECK(here.losses([](operations& op) {
    op.rename_table("none", "w");
    op.rename_table("u", "none");
    op.drop_table("none");
  }) == "table 'u' with 1 row is dropped\n");
}

TEST_CASE_TEMPLATE("what cannot be looked at is told", Database, postgres_database,
                   sqlite_database) {
  downgraded<Database> here(two_tables);
  CHECK(here.losses(
            [](operations& op) {
              op.drop_table("t");
              op.expect_rows("u", {.exactly = 7});
              throw std::runtime_error("not without a database");
            },
            [](operations& op) { op.drop_table("u"); }) ==
        "table 't' with 3 rows is dropped\ntable 'u' with 1 row is dropped\nb unforeseen\n");
}

TEST_CASE_TEMPLATE("no more than a million rows are counted", Database, postgres_database,
                   sqlite_database) {
  const char* const numbers =
      std::is_same_v<Database, postgres_database>
          ? "create table t as select * from generate_series(1, 1000000) as id"
          : "create table t as with recursive n (id) as (select 1 union all select id + 1 from n "
            "where id < 1000000) select id from n";
  downgraded<Database> here(numbers);
  const auto drop = [](operations& op) { op.drop_table("t"); };
  CHECK(here.losses(drop) == "table 't' with 1000000 rows is dropped\n");
  here.database.execute("insert into t values (0)");
  CHECK(here.losses(drop) == "table 't' with more than 1000000 rows is dropped\n");
}

TEST_CASE("on postgresql schemas, partitions and quoted names are looked at") {
  downgraded<postgres_database> here(
      "create schema app; create table app.\"Order\" (id integer); insert into app.\"Order\" "
      "values "
      "(1), (2); create table app.parts (id integer) partition by list (id); create table app.one "
      "partition of app.parts for values in (1); insert into app.parts values (1);"
      "create table app.none (id integer)");
  const char* const all =
      "table 'app.\"Order\"' with 2 rows is dropped\ntable 'app.parts' with 1 row is dropped\n";
  CHECK(here.losses([](operations& op) { op.drop_schema("app", {.cascade = true}); }) == all);
  CHECK(here.losses([](operations& op) { op.execute("drop schema app cascade"); }) == all);
  CHECK(here.losses([](operations& op) { op.drop_table("app.Order"); }) ==
        "table 'app.\"Order\"' with 2 rows is dropped\n");
  CHECK(here.losses([](operations& op) {
    op.move_table("app.Order", "public");
    op.execute("truncate public.\"Order\"");
  }) == "table 'app.\"Order\"' with 2 rows is emptied\n");
}

TEST_CASE("on postgresql counting waits for no lock, and says that it could not count") {
  downgraded<postgres_database> here(two_tables);
  const auto other = connected(here.database);
  other->begin();
  other->execute("lock table t");
  CHECK(here.losses([](operations& op) {
    op.drop_table("t");
    op.drop_table("u");
  }) == "table 't' is dropped; its rows could not be counted: canceling statement due to lock "
        "timeout (55P03)\ntable 'u' with 1 row is dropped\n");
  other->rollback();
}

}  // namespace test_foreseen_losses
