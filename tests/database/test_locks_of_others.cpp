// How a run waits for locks that other sessions hold.

#include <thread>

#include "database/postgresql/blockers.h"
#include "database/run_project.h"
#include "database/sql_error.h"
#include "engine/lock_watch.h"
#include "revise/rows.h"

namespace test_locks_of_others {

using namespace revise;
using namespace revise::test;
using ms = std::chrono::milliseconds;

namespace {

const registered locks_held{
    .revision = "a",
    .upgrade =
        [](operations& op) {
          op.execute("create table made (a integer)", at("a.cpp", 6));
          op.execute("alter table held add b integer", at("a.cpp", 7));
        },
    .downgrade = [](operations& op) { op.execute("drop table made"); },
    .link = in_file("a.cpp"),
};

// The number of lines with this beginning.
long count(const lines& all, std::string_view beginning) {
  long found = 0;
  for (const std::string& line : all) found += line.starts_with(beginning) ? 1 : 0;
  return found;
}

std::string process_of(connection& session) { return std::to_string(session.server_process()); }

}  // namespace

TEST_CASE(
    "a lock that is never given: the retries are counted, and who has it is told at the end") {
  project<postgres_database> here({&locks_held});
  here.settings.limits.lock_timeout = ms(800);
  here.settings.retries.most = 2;
  const auto other = connected(here.database);
  other->execute("set application_name = 'nightly job'; create table held (a integer)");
  other->begin();
  other->execute("lock table held");
  const std::string pid = process_of(*other);
  const std::string told = here.upgrade();
  const std::string who =
      "pid " + pid + " (nightly job, user revise, 127.0.0.1, idle in transaction for ";
  const std::size_t since = told.find(who) + who.size();
  REQUIRE(since < told.size());
  const std::string seconds = told.substr(since, told.find(" s)", since) - since);
  CHECK(told ==
        "/versions/a.cpp:7: canceling statement due to lock timeout (55P03)\n"
        "  in: alter table held add b integer\n"
        "  'held' is locked by " +
            who + seconds +
            " s): lock table held\n"
            "  retried 2 times\n"
            "hint: select pg_terminate_backend(" +
            pid +
            ") ends the blocking session; run again when the lock is free, or raise lock_timeout "
            "or lock_retries\n"
            "failed at");
  const lines seen = here.observer.seen();
  REQUIRE(seen.size() == 3);
  CHECK(seen[0].starts_with("waiting for a lock on 'held' held by " + who));
  CHECK(seen[1].starts_with("'held' was locked for 800ms; the step is retried in 0.0 s (1 of 2)"));
  CHECK(seen[2].starts_with("'held' was locked for 800ms; the step is retried in 0.0 s (2 of 2)"));
  CHECK(here.log() == "a|failed|55P03\n");
  CHECK(here.database.execute("select to_regclass('made') is null") == "t\n");
}

TEST_CASE("without a second connection, or behind a pooler, less is told and the same is done") {
  project<postgres_database> here({&locks_held});
  here.settings.limits.lock_timeout = ms(100);
  const auto other = connected(here.database);
  other->execute("create table held (a integer)");
  other->begin();
  other->execute("lock table held");
  const std::string expected =
      "/versions/a.cpp:7: canceling statement due to lock timeout (55P03)\n"
      "  in: alter table held add b integer\n"
      "hint: another session holds the lock (see pg_stat_activity and pg_locks): run again when "
      "the lock is free, or raise lock_timeout or lock_retries\n"
      "failed at";
  int asked = 0;
  here.settings.reconnect = [&]() -> std::unique_ptr<connection> {
    ++asked;
    throw connection_error("too many clients already");
  };
  CHECK(here.upgrade() == expected);
  CHECK(asked == 1);
  asked = 0;
  here.settings.reconnect = [&] {
    ++asked;
    return connect(parse_database_url(here.database.pooled_url()));
  };
  CHECK(here.upgrade() == expected);
  CHECK(asked == 1);
  here.settings.reconnect = {};
  CHECK(here.upgrade() == expected);
  CHECK(here.observer.seen() == lines{});
}

TEST_CASE("a role without rights sees of another one's session what everybody sees") {
  const postgres_database database;
  const std::string role = "plain_" + database.name();
  database.execute("create table held (a integer); create role " + role +
                   " login password 'x'; grant all on held to " + role);
  const auto holder = connected(database);
  holder->execute("set application_name = 'nightly job'");
  holder->begin();
  holder->execute("lock table held");
  {
    const std::string& url = database.url();
    const database_url as_role =
        parse_database_url("postgresql://" + role + ":x" + url.substr(url.find('@')));
    const auto waiter = connect(as_role);
    std::thread waits([&] {
      waiter->begin();
      waiter->execute("lock table held");
      waiter->rollback();
    });
    const auto asks = connect(as_role);
    blocked_wait seen;
    wait_until([&] {
      seen = blocked_wait_of(*asks, waiter->server_process());
      return !seen.blockers.empty();
    });
    CHECK(seen.table == "held");
    REQUIRE(seen.blockers.size() == 1);
    CHECK(seen.blockers[0].process == holder->server_process());
    CHECK(seen.blockers[0].text == "pid " + process_of(*holder) + " (nightly job, user revise)");
    holder->rollback();
    waits.join();
    CHECK(blocked_wait_of(*asks, waiter->server_process()).blockers.empty());
  }
  database.execute("drop owned by " + role + "; drop role " + role);
}

TEST_CASE("a session that queues for a lock is told as one that waits itself") {
  const postgres_database database;
  database.execute("create table held (a integer)");
  const auto holder = connected(database);
  holder->begin();
  holder->execute("lock table held in access share mode");
  const auto first = connected(database);
  const auto second = connected(database);
  const auto queue = [](connection& session) {
    session.begin();
    session.execute("lock table held");
    session.rollback();
  };
  const auto asks = connected(database);
  std::thread one([&] { queue(*first); });
  wait_until([&] { return !blocked_wait_of(*asks, first->server_process()).blockers.empty(); });
  std::thread two([&] { queue(*second); });
  wait_until([&] { return blocked_wait_of(*asks, second->server_process()).blockers.size() == 2; });
  const blocked_wait seen = blocked_wait_of(*asks, second->server_process());
  long waiting = 0;
  for (const blocker& b : seen.blockers) {
    const bool waits = b.text.find("also waiting for a lock") != std::string::npos;
    CHECK(waits == (b.process == first->server_process()));
    waiting += waits ? 1 : 0;
  }
  CHECK(waiting == 1);
  CHECK(wait_line(seen).starts_with("waiting for a lock on 'held' held by 1 other and pid "));
  holder->rollback();
  one.join();
  two.join();
}

TEST_CASE("a lock that is let go meanwhile: the revision is done in another try") {
  project<postgres_database> here({&locks_held});
  here.settings.limits.lock_timeout = ms(100);
  here.settings.retries.most = 1000;
  const auto other = connected(here.database);
  other->execute("create table held (a integer)");
  other->begin();
  other->execute("lock table held");
  std::thread lets_go([&] {
    wait_until([&] {
      return count(here.observer.seen(), "'held' was") +
                 count(here.observer.seen(), "a lock was") >=
             3;
    });
    other->commit();
  });
  CHECK(here.upgrade() == "done at a");
  lets_go.join();
  CHECK(here.log() == "a|done|\n");
  CHECK(here.database.execute("select count(*) from made") == "0\n");
}

TEST_CASE("the victim of a deadlock is tried again, and both sessions get their way") {
  constexpr int runs = 10;
  static const registered takes_both{
      .revision = "a",
      .upgrade =
          [](operations& op) {
            op.execute("set local deadlock_timeout = '10ms'");
            op.execute("update held set a = a + 1 where id = 1");
            op.execute("select pg_sleep(0.05)");
            op.execute("update held set a = a + 1 where id = 2");
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  long deadlocks = 0;
  project<postgres_database> here({&takes_both});
  here.settings.retries.most = 20;
  here.database.execute(
      "create table held (id integer, a integer); "
      "insert into held values (1, 0), (2, 0)");
  const auto other = connected(here.database);
  for (int i = 0; i < runs; ++i) {
    other->begin();
    other->execute("set local deadlock_timeout = '1min'; update held set a = a + 1 where id = 2");
    std::thread crosses([&] {
      std::this_thread::sleep_for(ms(20));
      other->execute("update held set a = a + 1 where id = 1");
      other->commit();
    });
    CHECK(here.upgrade() == "done at a");
    crosses.join();
    here.downgrade();
  }
  deadlocks =
      count(here.observer.seen(), "a deadlock with another session; the step is retried in ");
  CHECK(here.database.execute("select a from held order by id") == "20\n20\n");
  CHECK(deadlocks >= 1);
  MESSAGE(runs << " runs, " << deadlocks << " deadlocks, every update done once");
}

TEST_CASE("a migration that catches the error itself keeps to its own business") {
  const registered catches{
      .revision = "a",
      .upgrade =
          [](operations& op) {
            op.execute("savepoint s");
            try {
              op.execute("lock table held nowait");
            } catch (const std::exception&) {
              op.execute("rollback to s");
            }
            op.execute("create table made (a integer)");
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<postgres_database> here({&catches});
  here.settings.retries.most = 5;
  const auto other = connected(here.database);
  other->execute("create table held (a integer)");
  other->begin();
  other->execute("lock table held");
  CHECK(here.upgrade() == "done at a");
  CHECK(here.observer.seen() == lines{});
  CHECK(here.database.execute("select count(*) from made") == "0\n");
}

TEST_CASE(
    "the watch of a lock ends while its connection is in use, and asks nothing without a wait") {
  const postgres_database database;
  const auto session = connected(database);
  for (int i = 0; i < 20; ++i) {
    int told = 0;
    {
      lock_watch watch(
          session->server_process(), ms(1), [&] { return connected(database); },
          [&](std::string_view) { ++told; });
      watch.watch();
      std::this_thread::sleep_for(ms(i));
      CHECK(watch.rest().blockers.empty());
    }
    CHECK(told == 0);
  }
}

TEST_CASE("SQLite: a file that another program has locked is waited for as lock_timeout says") {
  project<sqlite_database> here({&locks_held});
  here.settings.limits.lock_timeout = ms(60);
  here.settings.retries.most = 2;
  const auto other = connected(here.database);
  other->execute("create table held (a integer)");
  CHECK(here.upgrade() == "done at a");
  here.downgrade();
  other->begin();
  CHECK(here.upgrade() ==
        "/versions/a.cpp:40: database is locked\n"
        "  in: begin immediate\n"
        "  retried 2 times\n"
        "hint: another program has the database file locked: run again when the lock is free, or "
        "raise lock_timeout or lock_retries\n"
        "failed at");
}

TEST_CASE("SQLite: another try succeeds once the other program is done, be it at the commit") {
  const registered makes{
      .revision = "a",
      .upgrade = [](operations& op) { op.execute("create table made (a integer)"); },
      .downgrade = [](operations& op) { op.execute("drop table made"); },
      .link = in_file("a.cpp"),
  };
  for (const bool reads : {false, true}) {
    CAPTURE(reads);
    project<sqlite_database> here({&makes});
    here.settings.limits.lock_timeout = ms(60);
    here.settings.retries.most = 1000;
    here.database.execute("create table held (a integer)");
    // From here on revise's own tables exist, so that the revision is the first to wait.
    CHECK(here.upgrade() == "done at a");
    here.downgrade();
    const auto other = connected(here.database);
    other->execute(reads ? "begin; select * from held" : "begin immediate");
    std::thread lets_go([&] {
      wait_until([&] {
        return count(here.observer.seen(),
                     "another program has the database file locked; the step is retried in ") >= 2;
      });
      other->execute("rollback");
    });
    CHECK(here.upgrade() == "done at a");
    lets_go.join();
    CHECK(here.database.execute("select count(*) from made") == "0\n");
    CHECK(
        count(here.observer.seen(),
              "waiting for another program that has the database file locked, for at most 60ms") >=
        1);
  }
}

}  // namespace test_locks_of_others
