#include "database/records/version_table.h"

#include <atomic>
#include <thread>

#include "database/live.h"
#include "database/sql_error.h"
#include "sql/quoted_identifier.h"

namespace test_version_table {

using namespace revise;
using namespace revise::test;

namespace {

using ids = std::vector<std::string>;

// Calls `apply` in a transaction.
void write(connection& database, version_table& table, const ids& removed, const ids& added) {
  database.begin();
  table.apply(removed, added);
  database.commit();
}

}  // namespace

TEST_CASE_TEMPLATE("a version table is made once, and holds the rows that were written", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  CHECK(!table.exists());
  CHECK(table.read() == ids{});
  CHECK(table.ensure());
  CHECK(!table.ensure());
  CHECK(table.exists());
  write(*connection, table, {}, {"b", "a"});
  CHECK(table.read() == ids{"a", "b"});
  write(*connection, table, {"a", "b"}, {"c"});
  CHECK(table.read() == ids{"c"});
  CHECK(version_table(*connection, "alembic_version", "").exists());
  CHECK(database.execute("select version_num from alembic_version") == "c\n");
}

TEST_CASE("the version table is Alembic's, 255 wide, on PostgreSQL") {
  const postgres_database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  CHECK(table.display_name() == "public.alembic_version");
  table.ensure();
  CHECK(database.execute("select column_name, data_type, character_maximum_length, is_nullable "
                         "from information_schema.columns where table_name = 'alembic_version'") ==
        "version_num|character varying|255|NO\n");
  CHECK(database.execute("select conname, pg_get_constraintdef(oid) from pg_constraint "
                         "where conrelid = 'alembic_version'::regclass and contype <> 'n'") ==
        "alembic_version_pkc|PRIMARY KEY (version_num)\n");
}

TEST_CASE("the version table is Alembic's, 255 wide, on SQLite") {
  const sqlite_database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  CHECK(table.display_name() == "main.alembic_version");
  table.ensure();
  CHECK(database.execute("select sql from sqlite_schema where type = 'table'") ==
        "CREATE TABLE \"alembic_version\" (version_num varchar(255) not null, constraint "
        "\"alembic_version_pkc\" primary key (version_num))\n");
}

TEST_CASE_TEMPLATE("a version table that is made in a transaction goes away with it", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  connection->begin();
  version_table table(*connection, "alembic_version", "");
  CHECK(table.ensure());
  table.apply({}, {"a"});
  connection->flush();
  connection->rollback();
  CHECK(!version_table(*connection, "alembic_version", "").exists());
}

TEST_CASE("a version table is found where the search path finds it, and used there") {
  const postgres_database database;
  database.execute(
      "create schema \"Old one\"; create schema empty;"
      "create table \"Old one\".alembic_version (version_num varchar(32) primary key);"
      "insert into \"Old one\".alembic_version values ('a');"
      "alter database " +
      database.name() + " set search_path = empty, \"Old one\", public");
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  CHECK(table.exists());
  CHECK(table.display_name() == "Old one.alembic_version");
  connection->execute("set search_path = public");
  write(*connection, table, {"a"}, {"b"});
  CHECK(table.read() == ids{"b"});
  CHECK(database.execute("select version_num from \"Old one\".alembic_version") == "b\n");
}

TEST_CASE("a new version table goes to the first schema of the search path that is there") {
  const postgres_database database;
  database.execute("create schema app; alter database " + database.name() +
                   " set search_path = none, app, public");
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  table.ensure();
  CHECK(database.execute("select to_regclass('app.alembic_version')") == "alembic_version\n");
}

TEST_CASE("without any schema on the search path there is no place for a version table") {
  const postgres_database database;
  database.execute("alter database " + database.name() + " set search_path = none");
  const auto connection = connected(database);
  CHECK(error_text([&] { version_table(*connection, "alembic_version", ""); }) ==
        "the connection has no default schema to keep the version table in\n"
        "hint: set version_table_schema in the ini, or a search_path for this role");
}

TEST_CASE("the version table's schema can be given") {
  const postgres_database database;
  database.execute("create schema \"Admin\"; create table alembic_version (version_num text)");
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "Admin");
  CHECK(!table.exists());
  CHECK(table.ensure());
  write(*connection, table, {}, {"a"});
  CHECK(database.execute("select version_num from \"Admin\".alembic_version") == "a\n");
  CHECK(database.execute("select count(*) from public.alembic_version") == "0\n");

  version_table nowhere(*connection, "alembic_version", "no_such");
  CHECK(!nowhere.exists());
  CHECK(error_text<sql_error>([&] { nowhere.ensure(); }) ==
        "schema \"no_such\" does not exist (3F000)\n"
        "  line 1 of the SQL, column 14:\n"
        "    create table \"no_such\".\"alembic_version\" (version_num varchar(255) not null, "
        "constraint \"alembic_ver\n"
        "                 ^\n"
        "hint: create schema \"no_such\"");
  CHECK(!connection->in_transaction());
}

TEST_CASE_TEMPLATE("a version table may have any name", Database, postgres_database,
                   sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  for (const std::string name : {"we;ird \"t", "select", "UPPER", "it's", "a:b", "o'clock:now",
                                 "back\\slash", "ü", "$1 ?"}) {
    CAPTURE(name);
    version_table table(*connection, name, "");
    CHECK(!table.exists());
    CHECK(table.ensure());
    write(*connection, table, {}, {"a", "b"});
    write(*connection, table, {"a"}, {"c"});
    CHECK(table.read() == ids{"b", "c"});
    CHECK(version_table(*connection, name, "").exists());
    CHECK(database.execute("select count(*) from " + quoted_identifier(name)) == "2\n");
  }
}

TEST_CASE("Alembic's varchar(32) is widened when an id needs it, and only then") {
  const postgres_database database;
  database.execute(
      "create table alembic_version (version_num varchar(32) not null, "
      "constraint alembic_version_pkc primary key (version_num));"
      "insert into alembic_version values ('5a003342d559')");
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  const auto width = [&] {
    return database.execute(
        "select character_maximum_length from information_schema.columns "
        "where table_name = 'alembic_version'");
  };
  write(*connection, table, {"5a003342d559"}, {std::string(32, 'a')});
  CHECK(width() == "32\n");
  connection->begin();
  table.apply({std::string(32, 'a')}, {std::string(33, 'b')});
  connection->flush();
  CHECK(*connection
             ->query("select atttypmod - 4 from pg_attribute where attrelid = "
                     "'alembic_version'::regclass and attname = 'version_num'",
                     {})
             .cells[0] == "255");
  connection->rollback();
  CHECK(width() == "32\n");
  write(*connection, table, {std::string(32, 'a')}, {std::string(33, 'b')});
  CHECK(width() == "255\n");
  CHECK(table.read() == ids{std::string(33, 'b')});
}

TEST_CASE_TEMPLATE("a row that another process changed meanwhile stops the write", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  table.ensure();
  write(*connection, table, {}, {"a", "z"});
  database.execute("update alembic_version set version_num = 'b' where version_num = 'a'");
  connection->begin();
  const auto apply = [&](const ids& removed, const ids& added) {
    table.apply(removed, added);
    connection->flush();
  };
  CHECK(error_text([&] { apply({"a"}, {"c"}); }) ==
        "the row 'a' no longer exists in " + table.display_name() +
            ": another process changed it meanwhile\nhint: check which revisions are applied");
  connection->rollback();
  connection->begin();
  CHECK(error_text([&] { apply({"z"}, {"b"}); }) ==
        "the row 'b' already exists in " + table.display_name() +
            ": another process wrote it meanwhile\nhint: check which revisions are applied");
  connection->rollback();
  CHECK(table.read() == ids{"b", "z"});
}

TEST_CASE_TEMPLATE("of a row that a version table without a key holds twice one is left", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  database.execute(
      "create table alembic_version (version_num varchar(32));"
      "insert into alembic_version values ('a'), ('a'), ('b'), ('b'), ('b')");
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  CHECK(table.read() == ids{"a", "a", "b", "b", "b"});
  write(*connection, table, {"a", "a"}, {"c"});
  CHECK(table.read() == ids{"b", "c"});
  write(*connection, table, {"b"}, {});
  CHECK(table.read() == ids{"c"});
}

TEST_CASE_TEMPLATE("a row that is null, in a version table without a key, is an empty one",
                   Database, postgres_database, sqlite_database) {
  const Database database;
  database.execute(
      "create table alembic_version (version_num varchar(32));"
      "insert into alembic_version values (null), (''), ('a'), (null)");
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  CHECK(table.read() == ids{"", "", "", "a"});
  write(*connection, table, {"", "", ""}, {});
  CHECK(table.read() == ids{"a"});
}

TEST_CASE("a name to which PostgreSQL cannot add what the tables beside it are called is refused") {
  const postgres_database database;
  const auto connection = connected(database);
  const std::string longest(54, 'v');
  CHECK(version_table(*connection, longest, "").ensure());
  CHECK(error_text([&] { version_table(*connection, longest + 'v', ""); }) ==
        "the version table's name '" + longest +
            "v' has 55 bytes; postgresql keeps 63 bytes of a name, and '" + longest +
            "v_backfill' must fit\nhint: version_table = a name of at most 54 bytes");
}

TEST_CASE_TEMPLATE("two processes may make the version table at once", Database, postgres_database,
                   sqlite_database) {
  const Database database;
  const auto first = connected(database);
  const auto second = connected(database);
  for (int round = 0; round < 20; ++round) {
    const std::string name = "version_" + std::to_string(round);
    version_table one(*first, name, "");
    version_table two(*second, name, "");
    std::atomic<int> waiting{2};
    std::atomic<int> made{0};
    std::atomic<int> failed{0};
    const auto ensure = [&](version_table& table) {
      --waiting;
      while (waiting > 0) std::this_thread::yield();
      try {
        made += table.ensure() ? 1 : 0;
      } catch (const std::exception&) {
        ++failed;
      }
    };
    std::thread other([&] { ensure(two); });
    ensure(one);
    other.join();
    CHECK(made == 1);
    CHECK(failed == 0);
    CHECK(one.exists());
    CHECK(two.exists());
    CHECK(!first->in_transaction());
    CHECK(!second->in_transaction());
  }
}

}  // namespace test_version_table
