#include "database/records/log_table.h"

#include <algorithm>

#include "database/live.h"

namespace test_log_table {

using namespace revise;
using namespace revise::test;

namespace {

log_entry entry_of(const std::string& revision, const std::string& direction,
                   const std::string& result, const std::string& hash) {
  return {.revision = revision, .direction = direction, .result = result, .source_hash = hash};
}

// The events in the order of the log, such as "a upgrade 1:x", with the parents if they are known.
std::vector<std::string> events(log_table& log) {
  std::vector<std::string> all;
  for (const logged_event& event : log.events()) {
    all.push_back(event.revision + ' ' + event.direction + ' ' +
                  (event.is_removal ? "removed" : event.source_hash) +
                  (event.parents ? " on " + *event.parents : ""));
  }
  return all;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE_TEMPLATE("of each revision the last entry that is done in each direction is found",
                   Database, postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  table.ensure();
  log_table log(*connection, table);
  CHECK(events(log) == texts{});
  log.ensure();
  CHECK(events(log) == texts{});
  log.append(entry_of("a", "upgrade", "done", "1:x"));
  log.append(entry_of("b", "upgrade", "failed", "1:y"));
  CHECK(events(log) == texts{"a upgrade 1:x"});
  log.append(entry_of("a", "downgrade", "failed", "1:z"));
  log.append(entry_of("b", "upgrade", "done", "1:y"));
  log.append(entry_of("a", "accept", "done", "1:z"));
  log.append(entry_of("b", "stamp", "done", ""));
  log_entry removed = entry_of("b", "stamp", "done", "");
  removed.note = "removed";
  log.append(removed);
  log_entry again = entry_of("a", "upgrade", "done", "1:z");
  again.parents = "c,d";
  log.append(again);
  again.revision = "c";
  again.parents = "";
  log.append(again);
  CHECK(events(log) == texts{"b upgrade 1:y", "a accept 1:z", "b stamp ", "b stamp removed",
                             "a upgrade 1:z on c,d", "c upgrade 1:z on "});
  CHECK(log.read()[7].parents == "c,d");
  CHECK(log.read()[8].parents == "");
  CHECK(log.read()[0].parents == std::nullopt);

  // One statement inserts ten thousand entries of a hundred revisions.
  connection->execute(
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000) insert "
      "into " +
      log.sql_name() +
      " (revision, direction, result, started_at, seconds, source_hash) select 'r' || (i % 100), "
      "'upgrade', 'done', current_timestamp, 0, '1:' || i from n");
  const texts found = events(log);
  CHECK(found.size() == 106);
  CHECK(std::count(found.begin(), found.end(), "r0 upgrade 1:10000") == 1);
  CHECK(std::count(found.begin(), found.end(), "r99 upgrade 1:9999") == 1);
  CHECK(log.read().size() == 10009);
}

namespace {

// Makes the log as an earlier version of revise made it.
void make_old_log(connection& database) {
  database.execute(
      database.kind() == database_kind::postgresql
          ? "create table alembic_version_log (id bigint generated always as identity primary key, "
            "revision text not null, direction text not null, result text not null, started_at "
            "timestamptz not null, seconds double precision not null, sqlstate text, message text, "
            "statement text, source_hash text, note text, os_user text, host text, tool_version "
            "text, git_commit text, db_role text)"
          : "create table alembic_version_log (id integer primary key, revision text not null, "
            "direction text not null, result text not null, started_at text not null, seconds "
            "double precision not null, sqlstate text, message text, statement text, source_hash "
            "text, note text, os_user text, host text, tool_version text, git_commit text, db_role "
            "text)");
  database.execute(
      "insert into alembic_version_log (revision, direction, result, started_at, seconds) values "
      "('a', 'upgrade', 'done', '2026-11-21T09:14:02.123Z', 0)");
}

log_entry upgrade_on(const std::string& revision, const std::string& parents) {
  log_entry entry = entry_of(revision, "upgrade", "done", "");
  entry.parents = parents;
  return entry;
}

}  // namespace

TEST_CASE_TEMPLATE(
    "the log of an earlier revise is read as it is, and gets its column with the next write",
    Database, postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  table.ensure();
  make_old_log(*connection);
  log_table log(*connection, table);
  CHECK(events(log) == texts{"a upgrade "});
  CHECK(log.read()[0].parents == std::nullopt);
  // Two processes that found the log without the column.
  const auto other_connection = connected(database);
  version_table other_table(*other_connection, "alembic_version", "");
  log_table other(*other_connection, other_table);
  CHECK_FALSE(other.has_parents());
  log.ensure();
  log.append(upgrade_on("b", "a"));
  connection->flush();
  other.ensure();
  other.append(upgrade_on("c", "b"));
  other_connection->flush();
  CHECK(events(log) == texts{"a upgrade ", "b upgrade  on a", "c upgrade  on b"});
}

TEST_CASE("a role that does not own the log of an earlier revise writes entries without parents") {
  const postgres_database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  table.ensure();
  make_old_log(*connection);
  const std::string role = "log_writer_" + std::to_string(connection->server_process());
  connection->execute("create role " + role + "; grant select, insert on alembic_version_log to " +
                      role + "; set role " + role);
  log_table log(*connection, table);
  log.ensure();
  log.append(upgrade_on("b", "a"));
  CHECK(events(log) == texts{"a upgrade ", "b upgrade "});
  connection->execute("reset role; drop owned by " + role + "; drop role " + role);
}

TEST_CASE("a log that another session keeps locked is written without parents") {
  const postgres_database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  table.ensure();
  make_old_log(*connection);
  const auto reader = connected(database);
  reader->execute("begin; select * from alembic_version_log");
  log_table log(*connection, table);
  log.ensure();
  log.append(upgrade_on("b", "a"));
  CHECK(events(log) == texts{"a upgrade ", "b upgrade "});
  reader->rollback();
  log.ensure();
  log.append(upgrade_on("c", "b"));
  CHECK(events(log) == texts{"a upgrade ", "b upgrade ", "c upgrade  on b"});
}

TEST_CASE_TEMPLATE("a statement is logged without passwords, as text that the database takes",
                   Database, postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  table.ensure();
  log_table log(*connection, table);
  log.ensure();
  log_entry entry = entry_of("a", "upgrade", "failed", "");
  entry.message = "at postgresql://u:SECRET@h/d";
  const auto logged = [&](const std::string& statement) {
    entry.statement = statement;
    log.append(entry);
    return log.read().back().statement;
  };
  CHECK(logged("alter role a password 'SECRET'") == "alter role a password '***'");
  CHECK(log.read().back().message == "at postgresql://u:***@h/d");
  CHECK(logged("select '\xff' || 'x'") == "select ' ...");
  CHECK(logged(std::string(8192, 'x')) == std::string(8192, 'x'));
  CHECK(logged(std::string(8193, 'x')) == std::string(8192, 'x') + " ...");
  CHECK(logged(std::string(8191, 'x') + "ü") == std::string(8191, 'x') + " ...");
  CHECK(database.execute("select count(*) from alembic_version_log where statement like "
                         "'%SECRET%' or message like '%SECRET%'") == "0\n");
}

}  // namespace test_log_table
