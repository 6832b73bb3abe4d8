#include <revise/migration.h>
#include <revise/rows.h>

#include <stdexcept>
#include <string>

#include "database/lock/run_lock.h"
#include "database/run_project.h"
#include "support/counting_proxy.h"

namespace test_round_trips {

using namespace revise;
using namespace revise::test;

namespace {

// A database that is reached through a proxy, which counts round trips.
class proxied_database {
 public:
  const std::string& url() const { return proxy_.url(); }
  std::string execute(std::string_view sql) const { return database_.execute(sql); }
  int round_trips() const { return proxy_.round_trips(); }

 private:
  const postgres_database database_;
  counting_proxy proxy_{database_.url()};
};

// Counts how often each step waits for the server.
class step_counter final : public run_observer {
 public:
  explicit step_counter(const proxied_database& database) : database_(database) {}
  void step_started(const run_result&, std::size_t) override { before_ = database_.round_trips(); }
  void step_done(const run_result&, std::size_t) override {
    counts.push_back(database_.round_trips() - before_);
  }
  void step_failed(const run_result&, std::size_t) override {}

  std::vector<int> counts;

 private:
  const proxied_database& database_;
  int before_ = 0;
};

// The number of the operation that fails; 0 if none does.
int failing = 0;

// Runs ten operations that read nothing, each with its number as its line.
void ten_operations(operations& op, const std::string& table) {
  const auto here = [&op](int line) {
    if (line == failing) {
      op.execute("select no_such_" + std::to_string(line), at("a.cpp", line));
    }
    return at("a.cpp", line);
  };
  op.execute("create table before_" + table + " (a integer)", here(1));
  op.create_table(table, {column("id", bigint).primary_key(), column("a", text)}, {}, here(2));
  op.add_column(table, column("b", integer), {}, here(3));
  op.create_index(table + "_b", table, {"b"}, {}, here(4));
  op.execute("insert into " + table + " values (1, 'x', 2)", here(5));
  op.execute("insert into " + table + " values ($1, $2, $3)", {2, "y", nullptr}, here(6));
  op.execute("update " + table + " set b = 3; delete from " + table + " where id = 1", here(7));
  op.execute("do $$ begin perform 1; perform 2; end $$", here(8));
  op.execute("comment on table " + table + " is 'one; two'; -- three;\n", here(9));
  op.set_not_null(table, "a", here(10));
}

const registered first{
    .revision = "a",
    .upgrade = [](operations& op) { ten_operations(op, "ta"); },
    .downgrade = [](operations& op) { op.execute("drop table ta, before_ta", at("a.cpp", 1)); },
    .link = in_file("a.cpp")};
const registered second{
    .revision = "b",
    .down_revision = {"a"},
    .upgrade = [](operations& op) { ten_operations(op, "tb"); },
    .downgrade = [](operations& op) { op.execute("drop table tb, before_tb", at("b.cpp", 1)); },
    .link = in_file("b.cpp")};
const registered third{
    .revision = "c",
    .down_revision = {"b"},
    .upgrade = [](operations& op) { op.create_table("tc", {column("id", integer)}); },
    .downgrade = [](operations& op) { op.drop_table("tc"); },
    .link = in_file("c.cpp")};

std::vector<int> counted(project<proxied_database>& here, bool up) {
  step_counter counter(here.database);
  here.run_with(counter, up);
  return counter.counts;
}

}  // namespace

TEST_CASE("a revision that reads nothing costs two round trips, wherever it is in the run") {
  failing = 0;
  project<proxied_database> here({&first, &second, &third});
  const database_url url = parse_database_url(here.database.url());
  version_table table(here.session(), "alembic_version", "");
  table.ensure();
  const auto lock = acquire_run_lock(here.session(), url, table, {});
  here.settings.before_commit = [&](connection& c) { lock->check(c); };
  here.settings.limits = {.lock_timeout = std::chrono::seconds(5),
                          .statement_timeout = std::chrono::seconds(60)};
  CHECK(counted(here, true) == std::vector<int>{2, 2, 2});
  CHECK(counted(here, false) == std::vector<int>{2, 2, 2});
  CHECK(counted(here, true) == std::vector<int>{2, 2, 2});
  CHECK(here.database.execute("select id, a, b from tb") == "2|y|3\n");
  CHECK(here.database.execute("select version_num from alembic_version") == "c\n");
  CHECK(here.database.execute("select count(*) from alembic_version_log where result = 'done'") ==
        "9\n");
}

TEST_CASE("each step of a single transaction costs two round trips at most") {
  failing = 0;
  project<proxied_database> here({&first, &second, &third});
  here.settings.single_transaction = true;
  CHECK(counted(here, true) == std::vector<int>{1, 2, 3});
}

TEST_CASE("whichever operation fails, it is the one that is named, and nothing is left") {
  for (failing = 1; failing <= 10; ++failing) {
    CAPTURE(failing);
    project<proxied_database> here({&first, &second, &third});
    const std::string n = std::to_string(failing);
    const std::string column = "column \"no_such_" + n + "\" does not exist (42703)";
    CHECK(here.upgrade() == "/versions/a.cpp:" + n + ": " + column +
                                "\n  line 1 of the SQL, column 8:\n    select no_such_" + n +
                                "\n           ^\nfailed pending pending at");
    CHECK(here.database.execute("select count(*) from pg_tables where tablename in ('ta', "
                                "'before_ta')") == "0\n");
    CHECK(here.database.execute("select count(*) from alembic_version") == "0\n");
    CHECK(here.log() == "a|failed|42703\n");
  }
  failing = 0;
}

namespace {

// Whether the migration received the error as an exception.
bool was_told = false;
bool was_told_again = false;

registered only(void (*upgrade)(operations&)) {
  return {.revision = "a", .upgrade = upgrade, .downgrade = nothing, .link = in_file("a.cpp")};
}

}  // namespace

TEST_CASE("an error that a migration keeps to itself is told all the same, as the one it was") {
  was_told = false;
  was_told_again = false;
  const registered swallows = only([](operations& op) {
    op.create_table("t", {column("id", integer)}, {}, at("a.cpp", 11));
    try {
      op.execute("select nothing", at("a.cpp", 12));
      op.query("select 1", {}, at("a.cpp", 13));
    } catch (const std::exception&) {
      was_told = true;
    }
    try {
      op.create_table("u", {column("id", integer)}, {}, at("a.cpp", 14));
    } catch (const std::exception&) {
      was_told_again = true;
    }
  });
  project<postgres_database> here({&swallows});
  const std::string told =
      "/versions/a.cpp:12: column \"nothing\" does not exist (42703)\n"
      "  line 1 of the SQL, column 8:\n    select nothing\n           ^\nfailed at";
  CHECK(here.upgrade() == told);
  CHECK(was_told);
  CHECK(was_told_again);
  const registered at_the_end = only([](operations& op) {
    try {
      op.execute("select nothing", at("a.cpp", 12));
    } catch (const std::exception&) {
      FAIL("told too early");
    }
  });
  CHECK(project<postgres_database>({&at_the_end}).upgrade() == told);
  const registered throws = only([](operations& op) {
    op.execute("select nothing", at("a.cpp", 12));
    throw std::runtime_error("not what went wrong first");
  });
  CHECK(project<postgres_database>({&throws}).upgrade() == told);
}

TEST_CASE("behind a savepoint each statement is done at once, and a migration can go on") {
  const registered careful = only([](operations& op) {
    op.create_table("t", {column("id", integer)}, {}, at("a.cpp", 11));
    op.execute("SavePoint before", at("a.cpp", 12));
    bool failed = false;
    try {
      op.execute("select nothing", at("a.cpp", 13));
    } catch (const std::exception&) {
      failed = true;
      op.execute("rollback to before", at("a.cpp", 14));
    }
    CHECK(failed);
    op.execute("insert into t values (7)", at("a.cpp", 15));
  });
  project<postgres_database> here({&careful});
  CHECK(here.upgrade() == "done at a");
  CHECK(here.database.execute("select id from t") == "7\n");
}

TEST_CASE("what is read in the middle sees what was called before it") {
  const registered reads = only([](operations& op) {
    op.create_table("t", {column("id", integer)});
    op.execute("insert into t values ($1)", {5});
    CHECK(op.scalar<int>("select id from t") == 5);
    op.execute("update t set id = id + 1");
    op.bulk_insert("t", {"id"}, {{8}, {9}});
    op.execute("update t set id = id + 10");
    CHECK(op.scalar<int>("select sum(id) from t") == 16 + 18 + 19);
  });
  project<postgres_database> here({&reads});
  CHECK(here.upgrade() == "done at a");
  CHECK(here.database.execute("select id from t order by id") == "16\n18\n19\n");
}

TEST_CASE("an error in the second statement of a text has its place in the whole") {
  const registered two = only([](operations& op) {
    op.create_table("t", {column("id", integer)}, {}, at("a.cpp", 11));
    op.execute(
        "-- ü\ninsert into t values (1);\n  insert into t\n  values ('ö', nothing); select 1",
        at("a.cpp", 12));
  });
  CHECK(project<postgres_database>({&two}).upgrade() ==
        "/versions/a.cpp:12: column \"nothing\" does not exist (42703)\n"
        "  line 4 of the SQL, column 16:\n      values ('ö', nothing); select 1\n"
        "                   ^\nfailed at");
  // The error has no position, so the position of the statement is used.
  const registered breach = only([](operations& op) {
    op.execute(
        "create table t (id integer unique); insert into t values (1);\n insert into t "
        "values (1)",
        at("a.cpp", 12));
  });
  CHECK(project<postgres_database>({&breach}).upgrade() ==
        "/versions/a.cpp:12: duplicate key value violates unique constraint \"t_id_key\" (23505)\n"
        "  detail: Key (id)=(1) already exists.\n"
        "  line 2 of the SQL, column 2:\n     insert into t values (1)\n     ^\nfailed at");
}

TEST_CASE("what the extended protocol would take otherwise is sent as it is") {
  const auto failure = [](void (*upgrade)(operations&)) {
    const registered one = only(upgrade);
    return project<postgres_database>({&one}).upgrade();
  };
  CHECK(failure([](operations& op) {
          op.create_table("t", {column("id", integer)}, {}, at("a.cpp", 11));
          op.execute("copy t from stdin", at("a.cpp", 12));
        }) ==
        "/versions/a.cpp:12: copy from or to the client cannot be sent as SQL text\n"
        "  in: copy t from stdin\n"
        "hint: use insert, or copy from a file on the server\nfailed at");
  CHECK(failure([](operations& op) {
          op.execute("select 1; copy (select 2) to stdout; select 3", at("a.cpp", 12));
        }) ==
        "/versions/a.cpp:12: copy from or to the client cannot be sent as SQL text\n"
        "  line 1 of the SQL, column 11:\n    select 1; copy (select 2) to stdout; select 3\n"
        "              ^\n"
        "hint: use insert, or copy from a file on the server\nfailed at");
  CHECK(failure([](operations& op) { op.execute("select $1", at("a.cpp", 12)); }) ==
        "/versions/a.cpp:12: there is no parameter $1 (42P02)\n"
        "  line 1 of the SQL, column 8:\n    select $1\n           ^\nfailed at");
  CHECK(failure([](operations& op) {
          op.execute("set standard_conforming_strings = off", at("a.cpp", 11));
          op.execute("create table t (a text); insert into t values ('\\'; '), ('x\\')",
                     at("a.cpp", 12));
        }).rfind("/versions/a.cpp:12: unterminated quoted string", 0) == 0);
}

TEST_CASE("what the extended protocol takes as the simple one does") {
  const registered all = only([](operations& op) {
    op.execute(
        "create table t (a integer); create table log (n integer); create table v (a integer)");
    op.execute(
        "create rule r as on insert to t do also (insert into log values (1); insert into log "
        "values (2))");
    op.execute("create rule s as on update to t do also select 1, 2");
    op.execute("insert into t values (1), (2)");
    op.execute("update t set a = a");
    op.execute("declare c cursor for select a from t");
    op.execute("fetch all from c; move first from c; close c");
    op.execute("explain select 1");
    op.execute("explain analyze insert into t values (3)");
    op.execute("prepare p as insert into t values (4)");
    op.execute("execute p; deallocate p");
    op.execute("notify n, 'x'");
    op.execute("listen n");
    op.execute("create procedure q() language sql as $body$ insert into t values (5); $body$");
    op.execute("call q()");
    op.execute("create function f() returns int language sql begin atomic select 1; select 2; end");
    op.execute("set local search_path = public");
    op.execute("lock table t");
    op.execute("set constraints all immediate");
    op.execute("");
    op.execute("-- nothing");
    op.execute(";");
    op.execute("select generate_series(1, 1000)");
    op.execute("values (1), (2)");
    op.execute("table t");
    op.execute("with w as (insert into v values (6) returning a) select * from w");
    op.execute("create table u as select 1 as one");
    op.execute("select set_config('search_path', 'public', true)");
    op.execute("close all; discard temp");
  });
  project<postgres_database> here({&all});
  CHECK(here.upgrade() == "done at a");
  CHECK(here.database.execute("select string_agg(a::text, ',' order by a) from t") ==
        "1,2,3,4,5\n");
  CHECK(here.database.execute("select count(*) from log") == "10\n");
}

TEST_CASE("a row that another process wrote stops the step, though all goes at once") {
  const registered a = only(nothing);
  const registered b{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) { op.create_table("t", {column("a", integer)}, {}, at("b.cpp", 40)); },
      .downgrade = nothing,
      .link = in_file("b.cpp")};
  project<postgres_database> here({&a, &b});
  CHECK(here.upgrade("a") == "done at a");
  here.settings.before_commit = [&](connection&) {};
  const auto upgrade_after = [&](const std::string& sql) {
    here.before_run = [&here, sql] { here.database.execute(sql); };
    return here.upgrade();
  };
  CHECK(upgrade_after("update alembic_version set version_num = 'x'") ==
        "/versions/b.cpp:40: the row 'a' no longer exists in public.alembic_version: another "
        "process changed it meanwhile\nhint: check which revisions are applied\nfailed at a");
  here.database.execute("update alembic_version set version_num = 'a'");
  CHECK(upgrade_after("insert into alembic_version values ('b')") ==
        "/versions/b.cpp:40: the row 'b' already exists in public.alembic_version: another process "
        "wrote it meanwhile\nhint: check which revisions are applied\nfailed at a");
  CHECK(here.database.execute("select to_regclass('t') is null") == "t\n");
}

TEST_CASE("a lock that was let go in the queue stops the step before its commit") {
  const registered lets_go = only([](operations& op) {
    op.create_table("t", {column("a", integer)}, {}, at("a.cpp", 11));
    op.execute("select pg_advisory_unlock_all()", at("a.cpp", 12));
  });
  project<postgres_database> here({&lets_go});
  version_table table(here.session(), "alembic_version", "");
  table.ensure();
  const auto lock =
      acquire_run_lock(here.session(), parse_database_url(here.database.url()), table, {});
  here.settings.before_commit = [&](connection& c) { lock->check(c); };
  CHECK(here.upgrade() ==
        "/versions/a.cpp:12: the run lock of public.alembic_version was released by SQL of this "
        "run (such as discard all or pg_advisory_unlock_all)\nhint: remove that statement from the "
        "migration\n"
        "failed at");
  CHECK(here.database.execute("select to_regclass('t') is null") == "t\n");
}

TEST_CASE(
    "ten thousand operations of one revision are one transaction, and the one that fails is "
    "named") {
  const registered many = only([](operations& op) {
    op.create_table("t", {column("a", integer)});
    for (int i = 1; i <= 10'000; ++i) {
      op.execute("insert into t values ($1::integer / $2::integer)", {i, i == failing ? 0 : 1},
                 at("a.cpp", i));
    }
  });
  failing = 7'777;
  project<postgres_database> here({&many});
  CHECK(here.upgrade().rfind("/versions/a.cpp:7777: division by zero (22012)", 0) == 0);
  CHECK(here.database.execute("select to_regclass('t') is null") == "t\n");
  failing = 0;
  CHECK(here.upgrade() == "done at a");
  CHECK(here.database.execute("select count(*), sum(a) from t") == "10000|50005000\n");
}

TEST_CASE("the log has how long a step took, though all of it went at once") {
  const registered slow = only([](operations& op) {
    op.execute("select pg_sleep(0.3)");
    op.execute("create table t (a integer)");
  });
  project<postgres_database> here({&slow});
  CHECK(here.upgrade() == "done at a");
  CHECK(here.database.execute("select seconds >= 0.3, seconds < 60, started_at < "
                              "clock_timestamp() - interval '0.3 seconds' from "
                              "alembic_version_log") == "t|t|t\n");
}

}  // namespace test_round_trips
