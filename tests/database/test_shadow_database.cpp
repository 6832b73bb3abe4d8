#include <doctest/doctest.h>
#include <revise/migration.h>

#include "engine/replay.h"
#include "script/sqlite_tables.h"
#include "support/error_text.h"

namespace test_shadow_database {

using namespace revise;
using namespace revise::test;

namespace {

std::unique_ptr<connection> in_memory() {
  return connect(
      {.kind = database_kind::sqlite, .postgresql = {}, .sqlite_path = ":memory:", .display = {}});
}

std::string schema_of(connection& database) {
  std::string text;
  for (const auto& cell :
       database.query("select type || ' ' || name from sqlite_schema order by 1", {}).cells) {
    text += *cell + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a shadow is made when it is first looked at, and then follows") {
  int filled = 0;
  shadow_database shadow([&filled](connection& database) {
    ++filled;
    database.execute("create table a (x int)");
  });
  shadow.follow("create table b (x int); alter table a rename to c");
  CHECK(filled == 0);
  CHECK(schema_of(shadow.here()) == "table b\ntable c\n");
  shadow.follow("drop table b -- last");
  CHECK(schema_of(shadow.here()) == "table c\n");
  CHECK(filled == 1);
}

TEST_CASE(
    "what a statement has against rows means nothing to a shadow, but a table has to be there") {
  shadow_database shadow([](connection& database) {
    database.execute("create table a (x int not null); create table b (x int)");
  });
  shadow.follow("insert into a values ((select max(x) from b)); create table c (x int)");
  CHECK(schema_of(shadow.here()) == "table a\ntable b\ntable c\n");
  CHECK(error_text([&] { shadow.follow("alter table nowhere rename to d"); }) ==
        "no such table: nowhere\n"
        "  in: alter table nowhere rename to d");
}

TEST_CASE("a schema is copied without its rows") {
  const std::unique_ptr<connection> from = in_memory();
  from->execute(R"(
    create table a (id integer primary key autoincrement, x text unique);
    create index i on a (x);
    create view v as select x from a;
    create trigger t after insert on a begin select 1; end;
    create virtual table words using fts5 (body);
    create table sqliteish (x int);
    insert into a (x) values ('1'))");
  const std::unique_ptr<connection> to = in_memory();
  copy_sqlite_schema(*from, *to);
  CHECK(schema_of(*to) == schema_of(*from));
  CHECK(*to->query("select count(*) from a", {}).cells[0] == "0");
}

TEST_CASE("a shadow can begin with what migrations make") {
  const registered a{.revision = "a",
                     .down_revision = {},
                     .upgrade = [](operations& op) { op.execute("create table a (x int)"); },
                     .downgrade = [](operations&) {},
                     .link = detail::registration(nullptr, {"a.cpp", 1})};
  const registered b{.revision = "b",
                     .down_revision = {"a"},
                     .upgrade = [](operations& op) { op.execute("create table b (x int)"); },
                     .downgrade = [](operations&) {},
                     .link = detail::registration(nullptr, {"b.cpp", 1})};
  const registered c{.revision = "c",
                     .down_revision = {"a"},
                     .upgrade = [](operations& op) { op.execute("alter table a rename to d"); },
                     .downgrade = [](operations&) {},
                     .link = detail::registration(nullptr, {"c.cpp", 1})};
  const std::vector<source_file> sources = {
      {"a.cpp", "a.cpp"}, {"b.cpp", "b.cpp"}, {"c.cpp", "c.cpp"}};
  const versions all({&a, &b, &c}, sources);
  const auto made = [&](const std::vector<const char*>& rows) {
    std::vector<graph::node> nodes;
    nodes.reserve(rows.size());
    for (const char* id : rows) nodes.push_back(*all.graph().find(id));
    const std::unique_ptr<connection> database = in_memory();
    replay(all, nodes, {}, "alembic_version", *database);
    return schema_of(*database);
  };
  CHECK(made({}) == "");
  CHECK(made({"b"}) ==
        "index sqlite_autoindex_alembic_version_1\n"
        "table a\ntable alembic_version\ntable alembic_version_log\ntable b\n");
  CHECK(made({"b", "c"}) ==
        "index sqlite_autoindex_alembic_version_1\n"
        "table alembic_version\ntable alembic_version_log\ntable b\ntable d\n");
}

}  // namespace test_shadow_database
