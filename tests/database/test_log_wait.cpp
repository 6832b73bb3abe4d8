#include <type_traits>

#include "database/live.h"
#include "database/records/log_table.h"

namespace test_log_wait {

using namespace revise;
using namespace revise::test;

namespace {

// The log of a database, and the wait after revision 'a' according to it.
template <class Database>
class logged {
 public:
  logged() : session_(connected(database_)), table_(*session_, "alembic_version", "") {
    table_.ensure();
  }

  void add(const char* direction, const char* result, const char* started, double seconds,
           const char* note = "") {
    log_table log(*session_, table_);
    log.ensure();
    log.append({.revision = "a", .direction = direction, .result = result, .note = note});
    session_->execute(
        "update alembic_version_log set started_at = $1, seconds = $2 where id = "
        "(select max(id) from alembic_version_log)",
        {std::string(started), seconds});
  }

  std::string wait(std::chrono::milliseconds length, const char* revision = "a") {
    const auto found = log_table(*session_, table_).wait_after(revision, length);
    return found ? found->until + (found->is_over ? " over" : " to come") : "not known";
  }

 private:
  const Database database_;
  std::unique_ptr<connection> session_;
  version_table table_;
};

constexpr std::chrono::hours week{7 * 24};

}  // namespace

TEST_CASE_TEMPLATE("a wait begins when the revision was applied, and ends by the database's clock",
                   Database, postgres_database, sqlite_database) {
  logged<Database> log;
  CHECK(log.wait(week) == "not known");
  log.add("upgrade", "done", "2026-02-27T23:59:58.250Z", 1.5);
  CHECK(log.wait(week) == "2026-03-07 00:00:00 over");
  CHECK(log.wait(week + std::chrono::milliseconds(251)) == "2026-03-07 00:00:01 over");
  CHECK(log.wait(std::chrono::milliseconds(0)) == "2026-02-28 00:00:00 over");
  CHECK(log.wait(-week) == "2026-02-28 00:00:00 over");
  CHECK(log.wait(week, "b") == "not known");
  CHECK(log.wait(week * 52 * 900) == "2923-02-06 00:00:00 to come");
  // There is neither an overflow nor an error.
  CHECK(log.wait(std::chrono::milliseconds::max()).ends_with(" to come"));
}

TEST_CASE_TEMPLATE("the last that was done to the revision counts", Database, postgres_database,
                   sqlite_database) {
  logged<Database> log;
  log.add("upgrade", "done", "2001-01-01T00:00:00.000Z", 0);
  log.add("upgrade", "failed", "2002-01-01T00:00:00.000Z", 0);
  log.add("accept", "done", "2003-01-01T00:00:00.000Z", 0);
  CHECK(log.wait(week) == "2001-01-08 00:00:00 over");
  log.add("downgrade", "failed", "2004-01-01T00:00:00.000Z", 0);
  CHECK(log.wait(week) == "2001-01-08 00:00:00 over");
  log.add("downgrade", "done", "2005-01-01T00:00:00.000Z", 0);
  CHECK(log.wait(week) == "not known");
  log.add("stamp", "done", "2099-01-01T00:00:00.000Z", 0);
  CHECK(log.wait(week) == "2099-01-08 00:00:00 to come");
  log.add("stamp", "done", "2006-01-01T00:00:00.000Z", 0, "removed");
  CHECK(log.wait(week) == "not known");
  log.add("upgrade", "done", "2007-01-01T00:00:00.000Z", 0);
  CHECK(log.wait(week) == "2007-01-08 00:00:00 over");
}

}  // namespace test_log_wait
