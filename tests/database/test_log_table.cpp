#include "database/log_table.h"

#include <algorithm>

#include "database/live.h"

using namespace revise;
using namespace revise::test;

namespace {

log_entry entry_of(const std::string& revision, const std::string& direction,
                   const std::string& result, const std::string& hash) {
  return {.revision = revision, .direction = direction, .result = result, .source_hash = hash};
}

// "a upgrade 1:x", sorted.
std::vector<std::string> sources(const log_table& log) {
  std::vector<std::string> all;
  for (const logged_source& source : log.sources()) {
    all.push_back(source.revision + ' ' + source.direction + ' ' + source.source_hash);
  }
  std::sort(all.begin(), all.end());
  return all;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE_TEMPLATE("of each revision the last entry that is done is found", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  version_table table(*connection, "alembic_version", "");
  table.ensure();
  log_table log(*connection, table);
  CHECK(sources(log) == texts{});
  log.ensure();
  CHECK(sources(log) == texts{});
  log.append(entry_of("a", "upgrade", "done", "1:x"));
  log.append(entry_of("b", "upgrade", "failed", "1:y"));
  CHECK(sources(log) == texts{"a upgrade 1:x"});
  log.append(entry_of("a", "downgrade", "failed", "1:z"));
  log.append(entry_of("b", "upgrade", "done", "1:y"));
  log.append(entry_of("a", "accept", "done", "1:z"));
  log.append(entry_of("b", "stamp", "done", ""));
  CHECK(sources(log) == texts{"a accept 1:z", "b stamp "});

  // Ten thousand entries of a hundred revisions, by one statement.
  connection->execute(
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000) insert "
      "into " +
      log.sql_name() +
      " (revision, direction, result, started_at, seconds, source_hash) select 'r' || (i % 100), "
      "'upgrade', 'done', current_timestamp, 0, '1:' || i from n");
  const texts found = sources(log);
  CHECK(found.size() == 102);
  CHECK(std::count(found.begin(), found.end(), "r0 upgrade 1:10000") == 1);
  CHECK(std::count(found.begin(), found.end(), "r99 upgrade 1:9999") == 1);
  CHECK(log.read().size() == 10006);
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
