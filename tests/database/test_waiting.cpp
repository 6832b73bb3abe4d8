// How a run waits: for locks that others hold, and no longer than it may.

#include <chrono>
#include <mutex>
#include <thread>

#include "database/blockers.h"
#include "database/live.h"
#include "database/sql_error.h"
#include "engine/lock_watch.h"
#include "engine/run.h"
#include "graph/plan.h"
#include "revise/rows.h"

using namespace revise;
using namespace revise::test;
using ms = std::chrono::milliseconds;

namespace {

using lines = std::vector<std::string>;

// A migration's own place, and that of a call in it.
detail::registration in_file(const char* file) { return detail::registration(nullptr, {file, 40}); }
location at(const char* file, int line) { return {file, line}; }
void nothing(operations&) {}

class remarks final : public run_observer {
 public:
  void step_started(const run_result&, std::size_t) override {}
  void step_done(const run_result&, std::size_t) override {}
  void step_failed(const run_result&, std::size_t) override {}
  void remark(std::string_view line) override {
    const std::lock_guard lock(mutex_);
    seen_.emplace_back(line);
  }

  lines seen() {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  std::mutex mutex_;
  lines seen_;
};

// A database and the migrations that are run on it.
template <class Database>
class project {
 public:
  explicit project(const std::vector<const registered*>& migrations)
      : sources_(sources_of(migrations)),
        versions_(migrations, sources_),
        connection_(connect(parse_database_url(database.url()), {},
                            [this](std::string_view line) { observer.remark(line); })),
        table_(*connection_, "alembic_version", "") {
    settings.reconnect = [this] { return connected(database); };
    settings.retries = {.most = 0, .first_pause = ms(10)};
  }

  // The statuses and the rows after it, below the text of the failure if there was one.
  std::string upgrade(std::string_view target = "head") {
    const graph::rows rows = graph::read_rows(versions_.graph(), table_.read());
    try {
      return text_of(run(versions_, graph::plan_upgrade(versions_.graph(), rows, target), settings,
                         *connection_, table_, observer));
    } catch (const partial_failure& thrown) {
      return test::text_of(thrown) + "\n" + text_of(thrown.result());
    }
  }

  void downgrade() {
    const graph::rows rows = graph::read_rows(versions_.graph(), table_.read());
    run(versions_, graph::plan_downgrade(versions_.graph(), rows, "base"), settings, *connection_,
        table_, observer);
  }

  std::string log() {
    return database.execute(
        "select revision, result, coalesce(sqlstate, '') from alembic_version_log order by id");
  }

  connection& session() { return *connection_; }

  const Database database;
  run_settings settings;
  remarks observer;

 private:
  static std::vector<source_file> sources_of(const std::vector<const registered*>& migrations) {
    std::vector<source_file> sources;
    for (const registered* r : migrations) {
      const std::string file = r->link.where.file;
      sources.push_back({file, "/versions/" + file});
    }
    return sources;
  }

  static std::string text_of(const run_result& result) {
    std::string text;
    for (const step_outcome& outcome : result.steps)
      text += std::string(name_of(outcome.status)) + ' ';
    text += "at";
    for (const std::string& row : result.rows) text += ' ' + row;
    return text;
  }

  std::vector<source_file> sources_;
  versions versions_;
  std::unique_ptr<connection> connection_;
  version_table table_;
};

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

// How often the line begins so among the lines.
long count(const lines& all, std::string_view beginning) {
  long found = 0;
  for (const std::string& line : all) found += line.starts_with(beginning) ? 1 : 0;
  return found;
}

std::string process_of(connection& session) { return std::to_string(session.server_process()); }

template <class Until>
void wait_until(Until&& is_so) {
  bool is = is_so();
  for (int attempt = 0; attempt < 1000 && !is; ++attempt) {
    std::this_thread::sleep_for(ms(10));
    is = is_so();
  }
  CHECK(is);
}

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
            "  tried again 2 times\n"
            "hint: select pg_terminate_backend(" +
            pid +
            ") ends what is in the way; run again "
            "when it is done, or raise lock_timeout or lock_retries\n"
            "failed at");
  const lines seen = here.observer.seen();
  REQUIRE(seen.size() == 3);
  CHECK(seen[0].starts_with("waits for a lock on 'held' held by " + who));
  CHECK(seen[1].starts_with("'held' was locked for 800ms; tried again in 0.0 s (1 of 2)"));
  CHECK(seen[2].starts_with("'held' was locked for 800ms; tried again in 0.0 s (2 of 2)"));
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
      "hint: another session holds a lock, pg_stat_activity and pg_locks show which: run again "
      "when it is done, or raise lock_timeout or lock_retries\n"
      "failed at";
  int asked = 0;
  here.settings.reconnect = [&]() -> std::unique_ptr<connection> {
    ++asked;
    throw connection_error("too many clients already");
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
    const std::string url = database.url();
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
    const bool waits = b.text.find("waits for a lock itself") != std::string::npos;
    CHECK(waits == (b.process == first->server_process()));
    waiting += waits ? 1 : 0;
  }
  CHECK(waiting == 1);
  CHECK(wait_line(seen).starts_with("waits for a lock on 'held' held by 1 other and pid "));
  holder->rollback();
  one.join();
  two.join();
}

TEST_CASE("the words of a blocking statement are short, on one line, and hold no password") {
  CHECK(first_words_of("  update\n\tusers  set x = 1 ;\n") == "update users set x = 1");
  CHECK(first_words_of("alter role app PASSWORD 'secret'") == "alter role app PASSWORD '***'");
  // The server cuts what it tells.
  CHECK(first_words_of("alter role app password 'secr").find("secr") == std::string::npos);
  CHECK(first_words_of("") == "");
  const std::string wide = "select '" + std::string(71, 'x') + "ß' from a_table_with_a_long_name";
  CHECK(first_words_of(wide) == "select '" + std::string(71, 'x') + " …");
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
  deadlocks = count(here.observer.seen(), "a deadlock with another session; tried again in ");
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
        "  tried again 2 times\n"
        "hint: another program has the database file locked: run again when it is done, or raise "
        "lock_timeout or lock_retries\n"
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
    // From now on the tables of revise are there, so that the revision is the first to wait.
    CHECK(here.upgrade() == "done at a");
    here.downgrade();
    const auto other = connected(here.database);
    other->execute(reads ? "begin; select * from held" : "begin immediate");
    std::thread lets_go([&] {
      wait_until([&] {
        return count(here.observer.seen(),
                     "another program has the database file locked; tried again in ") >= 2;
      });
      other->execute("rollback");
    });
    CHECK(here.upgrade() == "done at a");
    lets_go.join();
    CHECK(here.database.execute("select count(*) from made") == "0\n");
    CHECK(count(here.observer.seen(),
                "waits for another program that has the database file locked, "
                "at most 60ms") >= 1);
  }
}

namespace {

// A statement that never ends by itself.
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
  CHECK(here.upgrade() ==
        "/versions/a.cpp:8: the upgrade of revision 'a' took longer than its budget of 100ms\n"
        "hint: run again when the database is less busy, raise .budget, or do it in smaller parts\n"
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
  for (int i = 0; i < runs; ++i) {
    const std::string told = here.upgrade();
    if (told == "done done at b") {
      ++done;
      here.downgrade();
      continue;
    }
    ++over;
    // Only the first one, only for its budget, with nothing of it left.
    CHECK(told.find(": the upgrade of revision 'a' took longer than its budget of 8ms") !=
          std::string::npos);
    CHECK(told.ends_with("\nfailed pending at"));
    CHECK(!here.session().in_transaction());
  }
  CHECK(done + over == runs);
  // Neither is the entry of a failure in the log ever cancelled.
  CHECK(here.database.execute("select count(*) from alembic_version_log where result = 'failed'") ==
        std::to_string(over) + "\n");
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
  CHECK(limited.upgrade() == by_timeout +
                                 "hint: statement_timeout is 50ms: raise it in the ini, or by "
                                 "--statement-timeout DURATION, then run again\nfailed at");
  limited.settings.limits = {};
  limited.session().execute("set statement_timeout = 50");
  CHECK(limited.upgrade() ==
        by_timeout +
            "hint: the server, the database or the role has a statement_timeout: "
            "--statement-timeout DURATION is in its place, then run again\nfailed at");
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
        "hint: another session cancelled it (pg_cancel_backend): run again\nfailed at");
  cancels.join();
}
