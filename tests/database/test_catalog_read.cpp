#include "database/catalog.h"
#include "database/sql_error.h"

namespace test_catalog_read {

using namespace revise;
using namespace revise::test;

TEST_CASE_TEMPLATE("a catalog is read in a transaction, with what was done in it", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  database.execute("create table t (id int)");
  const auto connection = connected(database);
  const catalog::snapshot before = read_catalog(*connection);
  connection->begin();
  connection->execute("alter table t add column note varchar(3)");
  const catalog::snapshot inside = read_catalog(*connection);
  CHECK(inside.kind == connection->kind());
  CHECK(inside.tables.at(0).columns.size() == 2);
  CHECK(connection->in_begun_transaction());
  connection->rollback();
  CHECK(read_catalog(*connection) == before);
}

TEST_CASE_TEMPLATE("a catalog is read by one statement that changes nothing", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  database.execute("create table t (id int)");
  const auto connection = connected(database);
  const std::string query(catalog::query_of(connection->kind()));
  // Neither database prepares more than one statement. SQLite would report the rest.
  const result_set found = connection->query(query, {});
  CHECK(found.rows == 1);
  CHECK(found.columns == std::vector<std::string>{"text"});
  if (connection->kind() == database_kind::postgresql) {
    connection->execute("set default_transaction_read_only = on");
  } else {
    connection->execute("pragma query_only = on");
  }
  CHECK(read_catalog(*connection).tables.size() == 1);
}

TEST_CASE_TEMPLATE("a table of revise's own is left out", Database, postgres_database,
                   sqlite_database) {
  const Database database;
  database.execute(
      "create table alembic_version (version_num varchar(32)); create table t (id int)");
  const catalog::snapshot found = catalog_of(database, {{"", "alembic_version"}});
  REQUIRE(found.tables.size() == 1);
  CHECK(found.tables[0].name == "t");
}

TEST_CASE("a catalog that cannot be read says what the server says") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->begin();
  CHECK_THROWS_AS(connection->execute("select 1 / 0"), sql_error);
  CHECK(error_text([&] { read_catalog(*connection); }).find("current transaction is aborted") !=
        std::string::npos);
}

}  // namespace test_catalog_read
