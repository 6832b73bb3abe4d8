// Cancelling after a time limit: a statement, or a revision.

#include <thread>

#include "database/run_project.h"
#include "revise/rows.h"

using namespace revise;
using namespace revise::test;
using ms = std::chrono::milliseconds;

namespace {

// A statement that never ends.
template <class Database>
const char* endless();
template <>
const char* endless<postgres_database>() {
  return "select pg_sleep(600)";
}
template <>
const char* endless<sqlite_database>() {
  return "with recursive c(x) as (values (1) union all select x + 1 from c) select x from c where "
         "x "
         "< 0";
}

}  // namespace

TEST_CASE_TEMPLATE("a revision over its budget is cancelled and rolled back, up and down", Database,
                   postgres_database, sqlite_database) {
  const registered slow{
      .revision = "a",
      .budget = revise::milliseconds(200),
      .upgrade =
          [](operations& op) {
            op.execute("create table made (a integer)", at("a.cpp", 6));
            op.execute(endless<Database>(), at("a.cpp", 7));
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  const registered back{
      .revision = "a",
      .budget = revise::milliseconds(200),
      .upgrade = [](operations& op) { op.execute("create table made (a integer)"); },
      .downgrade =
          [](operations& op) {
            op.execute("drop table made", at("a.cpp", 8));
            op.execute(endless<Database>(), at("a.cpp", 9));
          },
      .link = in_file("a.cpp"),
  };
  const auto told = [](const char* place, const char* way) {
    return "/versions/a.cpp:" + std::string(place) + ": the " + way +
           " of revision 'a' took longer than its budget of 200ms\n  in: " + endless<Database>() +
           "\nhint: run again when the database is less busy, raise .budget, or do it in smaller "
           "parts";
  };
  const std::string sqlstate = std::is_same_v<Database, postgres_database> ? "57014" : "";
  project<Database> up({&slow});
  CHECK(up.upgrade() == told("7", "upgrade") + "\nfailed at");
  CHECK(up.log() == "a|failed|" + sqlstate + "\n");
  CHECK_THROWS(up.database.execute("select * from made"));

  project<Database> down({&back});
  CHECK(down.upgrade() == "done at a");
  CHECK(error_text<partial_failure>([&] { down.downgrade(); }) == told("9", "downgrade"));
  CHECK(down.log() == "a|done|\na|failed|" + sqlstate + "\n");
  CHECK(down.database.execute("select count(*) from made") == "0\n");
}

TEST_CASE_TEMPLATE("code that computes by itself is caught before the commit", Database,
                   postgres_database, sqlite_database) {
  const registered slow{
      .revision = "a",
      .budget = revise::milliseconds(20),
      .upgrade =
          [](operations& op) {
            op.execute("create table made (a integer)", at("a.cpp", 6));
            std::this_thread::sleep_for(ms(60));
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<Database> here({&slow});
  CHECK(here.upgrade() ==
        "/versions/a.cpp:6: the upgrade of revision 'a' took longer than its budget of 20ms\n"
        "hint: run again when the database is less busy, raise .budget, or do it in smaller parts\n"
        "failed at");
  CHECK_THROWS(here.database.execute("select * from made"));
}

TEST_CASE_TEMPLATE("a migration cannot go on over its budget by catching the error", Database,
                   postgres_database, sqlite_database) {
  const registered stubborn{
      .revision = "a",
      .budget = revise::milliseconds(100),
      .upgrade =
          [](operations& op) {
            try {
              op.execute(endless<Database>(), at("a.cpp", 7));
            } catch (const std::exception&) {
            }
            try {
              op.execute("create table made (a integer)", at("a.cpp", 8));
            } catch (const std::exception&) {
            }
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<Database> here({&stubborn});
  // A queued statement throws nothing that could be caught there.
  const bool is_queued = here.session().kind() == database_kind::postgresql;
  CHECK(here.upgrade() ==
        "/versions/a.cpp:" + std::string(is_queued ? "7" : "8") +
            ": the upgrade of revision 'a' took longer than its budget of 100ms\n" +
            (is_queued ? "  in: select pg_sleep(600)\n" : "") +
            "hint: run again when the database is less busy, raise .budget, or do it in smaller "
            "parts\n"
            "failed at");
  CHECK_THROWS(here.database.execute("select * from made"));
}

TEST_CASE("a check over the budget is told at its own place") {
  const registered checked{
      .revision = "a",
      .budget = revise::milliseconds(100),
      .verify = [](operations& op) { op.query("select pg_sleep(600)", {}, at("a.cpp", 20)); },
      .upgrade =
          [](operations& op) { op.execute("create table made (a integer)", at("a.cpp", 6)); },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<postgres_database> here({&checked});
  CHECK(here.upgrade() ==
        "/versions/a.cpp:20: the upgrade of revision 'a' took longer than its budget of 100ms\n"
        "  in: select pg_sleep(600)\n"
        "hint: run again when the database is less busy, raise .budget, or do it in smaller parts\n"
        "failed at");
}

// Downgrades to base, with retries, since a busy machine may exceed the budget. Returns the number
// of failed attempts.
template <class Project>
long downgrades_over_budget(Project& here) {
  for (long over = 0; over < 100; ++over) {
    try {
      here.downgrade();
      return over;
    } catch (const partial_failure&) {
    }
  }
  FAIL("a hundred downgrades of nothing took longer than 8 ms");
  return 0;
}

TEST_CASE("a budget that ends just when its revision does never cancels anything else") {
  constexpr int runs = 150;
  static const registered close{
      .revision = "a",
      .budget = revise::milliseconds(8),
      .upgrade = [](operations& op) { op.execute("select pg_sleep(0.004)"); },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  static const registered next{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade = [](operations& op) { op.execute("select pg_sleep(0.003)"); },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  project<postgres_database> here({&close, &next});
  long done = 0;
  long over = 0;
  long over_going_down = 0;
  for (int i = 0; i < runs; ++i) {
    const std::string told = here.upgrade();
    if (told == "done done at b") {
      ++done;
      over_going_down += downgrades_over_budget(here);
      continue;
    }
    ++over;
    // Only the first step fails, only because of its budget, and leaves no trace.
    CHECK(told.find(": the upgrade of revision 'a' took longer than its budget of 8ms") !=
          std::string::npos);
    CHECK(told.ends_with("\nfailed pending at"));
    CHECK(!here.session().in_transaction());
  }
  CHECK(done + over == runs);
  // The log entry of a failure is never cancelled.
  CHECK(here.database.execute("select count(*) from alembic_version_log where result = 'failed'") ==
        std::to_string(over + over_going_down) + "\n");
  MESSAGE(runs << " runs: " << done << " in time, " << over << " over budget");
}

TEST_CASE("each try has the budget anew, and the pauses do not count") {
  static const registered budgeted{
      .revision = "a",
      .budget = revise::milliseconds(600),
      .upgrade = [](operations& op) { op.execute("alter table held add b integer"); },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<postgres_database> tries({&budgeted});
  tries.settings.limits.lock_timeout = ms(100);
  tries.settings.retries = {.most = 1000, .first_pause = ms(50), .longest_pause = ms(50)};
  const auto other = connected(tries.database);
  other->execute("create table held (a integer)");
  other->begin();
  other->execute("lock table held");
  std::thread lets_go([&] {
    wait_until([&] { return tries.observer.seen().size() >= 12; });
    other->commit();
  });
  CHECK(tries.upgrade() == "done at a");
  lets_go.join();
}

TEST_CASE("a statement that is cancelled says by what") {
  static const registered slow{
      .revision = "a",
      .upgrade = [](operations& op) { op.execute("select pg_sleep(600)", at("a.cpp", 7)); },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<postgres_database> limited({&slow});
  limited.settings.limits.statement_timeout = ms(50);
  const std::string by_timeout =
      "/versions/a.cpp:7: canceling statement due to statement timeout (57014)\n"
      "  in: select pg_sleep(600)\n";
  CHECK(limited.upgrade() ==
        by_timeout +
            "hint: statement_timeout is 50ms: set a longer one, then run again\nfailed at");
  limited.settings.limits = {};
  limited.session().execute("set statement_timeout = 50");
  CHECK(limited.upgrade() ==
        by_timeout +
            "hint: the server, the database or the role has a statement_timeout: "
            "set a longer one, then run again\nfailed at");
  limited.session().execute("set statement_timeout = 0");
  std::thread cancels([&] {
    wait_until([&] {
      return limited.database.execute(
                 "select count(pg_cancel_backend(pid)) from pg_stat_activity where query = "
                 "'select pg_sleep(600)' and state = 'active'") == "1\n";
    });
  });
  CHECK(limited.upgrade() ==
        "/versions/a.cpp:7: canceling statement due to user request (57014)\n"
        "  in: select pg_sleep(600)\n"
        "hint: another session cancelled the statement (pg_cancel_backend): run again\nfailed at");
  cancels.join();
}
