// Session settings of the database, the role and the environment do not change the meaning of a
// migration. Settings in a migration's SQL do not affect what revise writes.

#include <cstdlib>
#include <thread>

#include "database/connect_with_retries.h"
#include "database/postgresql/blockers.h"
#include "database/run_project.h"
#include "database/sql_error.h"
#include "revise/object_operations.h"
#include "revise/rows.h"

namespace test_session {

using namespace revise;
using namespace revise::test;

namespace {

registered revision(const char* id, step_function upgrade, bool transactional = true) {
  return {.revision = id,
          .transactional = transactional,
          .upgrade = upgrade,
          .downgrade = nothing,
          .link = in_file("a.cpp")};
}

// A login role, which is dropped with this object.
class login {
 public:
  login(const postgres_database& database, const std::string& settings)
      : database_(database), name_(database.name() + "_r") {
    database.execute("create role " + name_ + " login password 'x' nosuperuser");
    database.execute("grant create, usage on schema public to " + name_);
    if (!settings.empty()) database.execute("alter role " + name_ + " " + settings);
  }
  ~login() {
    try {
      database_.execute("drop owned by " + name_ + " cascade; drop role " + name_);
    } catch (const std::exception&) {
      return;
    }
  }
  login(const login&) = delete;
  login& operator=(const login&) = delete;

  const std::string& name() const { return name_; }
  std::string url() const {
    const std::string& url = database_.url();
    return "postgresql://" + name_ + ":x" + url.substr(url.find('@'));
  }

 private:
  const postgres_database& database_;
  std::string name_;
};

// Upgrades with these revisions on a connection to `url`.
std::string upgrade(const std::vector<const registered*>& migrations, const std::string& url,
                    transaction_limits limits = {}, unsigned retries = 0, remarks* seen = nullptr) {
  std::vector<source_file> sources;
  for (const registered* r : migrations) {
    const std::string file = r->link.where.file;
    sources.push_back({file, "/versions/" + file});
  }
  const versions all(migrations, sources);
  const auto database = connect(parse_database_url(url));
  version_table table(*database, "alembic_version", "");
  remarks own;
  run_settings settings;
  settings.limits = limits;
  settings.retries = {.most = retries, .first_pause = std::chrono::milliseconds(10)};
  settings.reconnect = [url] { return connect(parse_database_url(url)); };
  const graph::rows rows = graph::read_rows(all.graph(), table.read());
  try {
    run(all, graph::plan_upgrade(all.graph(), rows, "head"), settings, *database, table,
        seen == nullptr ? own : *seen);
  } catch (const partial_failure& e) {
    return text_of(static_cast<const error&>(e));
  }
  return "done";
}

void make_texts(operations& op) {
  op.create_table("t",
                  {column("id", integer).primary_key().comment("C:\\temp\\new"),
                   column("v", text).server_default("'x\\y'"), column("b", bytea)},
                  {.comment = "ends in \\"});
  op.bulk_insert("t", {"id", "v", "b"}, {{1, "a\\b\\'; drop table t; --", nullptr}});
  op.execute("insert into t values (2, $1, $2)", {"\\n", std::vector<unsigned char>{'\\', 'x'}});
  op.execute("insert into t (id) values (3)");
  op.execute("insert into t values (4, 'raw\\n')");
  op.create_enum("e", {"x\\y", "\\"});
}

const std::string made_texts = "1|a\\b\\'; drop table t; --|\n2|\\n|5c78\n3|x\\y|\n4|raw\\n|\n";

std::string texts_in(const postgres_database& database) {
  return database.execute("select id, v, encode(b, 'hex') from t order by id");
}

class environment_variable {
 public:
  environment_variable(const char* name, const char* value) : name_(name) {
    setenv(name, value, 1);
  }
  ~environment_variable() { unsetenv(name_); }
  environment_variable(const environment_variable&) = delete;
  environment_variable& operator=(const environment_variable&) = delete;

 private:
  const char* name_;
};

}  // namespace

TEST_CASE("texts keep their backslashes where standard_conforming_strings is off") {
  const registered made = revision("a", make_texts);
  const auto is_as_made = [&](const postgres_database& database) {
    CHECK(texts_in(database) == made_texts);
    CHECK(database.execute("select col_description('t'::regclass, 1), "
                           "obj_description('t'::regclass)") == "C:\\temp\\new|ends in \\\n");
    CHECK(database.execute("select string_agg(enumlabel, ' ') from pg_enum where enumtypid = "
                           "'e'::regtype") == "x\\y \\\n");
  };
  SUBCASE("of the database") {
    const postgres_database database;
    database.execute("alter database " + database.name() +
                     " set standard_conforming_strings = off");
    CHECK(upgrade({&made}, database.url()) == "done");
    is_as_made(database);
  }
  SUBCASE("of the database, through a pooler") {
    const postgres_database database;
    database.execute("alter database " + database.name() +
                     " set standard_conforming_strings = off");
    CHECK(upgrade({&made}, database.pooled_url()) == "done");
    is_as_made(database);
  }
  SUBCASE("of the environment") {
    const postgres_database database;
    const environment_variable options("PGOPTIONS", "-c standard_conforming_strings=off");
    CHECK(upgrade({&made}, database.url()) == "done");
    is_as_made(database);
  }
  SUBCASE("by an earlier text of the revision") {
    const postgres_database database;
    const registered set = revision("a", [](operations& op) {
      op.execute("set standard_conforming_strings = off; set client_encoding = 'LATIN1'");
      make_texts(op);
    });
    CHECK(upgrade({&set}, database.url()) == "done");
    is_as_made(database);
  }
}

TEST_CASE("texts are UTF-8, whatever the environment, the URL or an earlier text says") {
  const registered made = revision("a", [](operations& op) {
    op.create_table("t", {column("v", text)}, {.comment = "Größe €"});
    op.execute("insert into t values ('größer €')");
  });
  const registered set = revision("a", [](operations& op) {
    op.execute("SET NAMES 'LATIN1'");
    op.create_table("t", {column("v", text)}, {.comment = "Größe €"});
    op.execute("set client_encoding to latin1; reset work_mem");
    op.execute("insert into t values ('größer €')");
  });
  const auto is_as_made = [](const postgres_database& database) {
    CHECK(database.execute("select v from t") == "größer €\n");
    CHECK(database.execute("select obj_description('t'::regclass)") == "Größe €\n");
  };
  SUBCASE("the environment") {
    const postgres_database database;
    const environment_variable encoding("PGCLIENTENCODING", "LATIN1");
    CHECK(upgrade({&made}, database.url()) == "done");
    unsetenv("PGCLIENTENCODING");
    is_as_made(database);
  }
  SUBCASE("the URL") {
    const postgres_database database;
    CHECK(upgrade({&made}, database.url() + "?client_encoding=WIN1252") == "done");
    is_as_made(database);
  }
  SUBCASE("an earlier text") {
    const postgres_database database;
    CHECK(upgrade({&set}, database.url()) == "done");
    is_as_made(database);
  }
  SUBCASE("an earlier text, outside a transaction") {
    const postgres_database database;
    const registered apart = revision("a", set.upgrade, false);
    CHECK(upgrade({&apart}, database.url()) == "done");
    is_as_made(database);
  }
}

TEST_CASE(
    "what a text sets for its strings and its encoding holds for the rest of it, as in psql") {
  const registered made = revision("a", [](operations& op) {
    op.execute("create table t (v text)");
    op.execute(
        "insert into t values ('1\\n');\nset standard_conforming_strings = off;\n"
        "insert into t values ('2\\x41'), ('3\\'; commit; --');\n"
        "set standard_conforming_strings to 'on';\ninsert into t values ('4\\');\n"
        "set client_encoding = 'LATIN1';\ninsert into t values ('5\xe4')",
        at("a.cpp", 4));
    op.execute("insert into t values ('6ä')", at("a.cpp", 5));
    op.execute("set standard_conforming_strings = off", at("a.cpp", 6));
    op.execute("insert into t values ('7\\x41')", at("a.cpp", 7));
  });
  for (const bool transactional : {true, false}) {
    CAPTURE(transactional);
    const postgres_database database;
    const registered one = revision("a", made.upgrade, transactional);
    CHECK(upgrade({&one}, database.url()) == "done");
    CHECK(database.execute("select v from t order by v") ==
          "1\\n\n2A\n3'; commit; --\n4\\\n5ä\n6ä\n7A\n");
  }
}

TEST_CASE("a login that stands for another role runs revisions, in a transaction and outside one") {
  const postgres_database database;
  const std::string owner = database.name() + "_own";
  database.execute("create role " + owner + " nologin; grant create, usage on schema public to " +
                   owner);
  const registered a = revision("a", [](operations& op) {
    op.execute("create table t (id int primary key, n int)");
    op.execute("insert into t select g, 0 from generate_series(1, 5) g");
  });
  static const std::initializer_list<string_ref> after_a = {"a"};
  const registered b{.revision = "b",
                     .down_revision = after_a,
                     .transactional = false,
                     .upgrade =
                         [](operations& op) {
                           op.execute("insert into t values (6)");
                           op.execute("create index concurrently ix on t (n)");
                           op.backfill("t", {.set = "n = 1", .batch = 2});
                         },
                     .downgrade = nothing,
                     .link = in_file("b.cpp")};
  {
    const login deploy(database, "noinherit");
    database.execute("grant " + owner + " to " + deploy.name());
    SUBCASE("by a setting of the role") {
      database.execute("alter role " + deploy.name() + " set role = " + owner);
      CHECK(upgrade({&a, &b}, deploy.url()) == "done");
    }
    SUBCASE("by the options of the connection") {
      CHECK(upgrade({&a, &b}, deploy.url() + "?options=-c%20role%3D" + owner) == "done");
    }
    CHECK(database.execute("select distinct tableowner from pg_tables where schemaname = "
                           "'public'") == owner + "\n");
    CHECK(database.execute("select sum(n) from t") == "6\n");
  }
  database.execute("drop owned by " + owner + " cascade; drop role " + owner);
}

TEST_CASE("a limit that is given as off lifts the role's") {
  const postgres_database database;
  const login slow(database, "set statement_timeout = '300ms'");
  database.execute("alter role " + slow.name() + " set lock_timeout = '300ms'");
  const registered sleeps =
      revision("a", [](operations& op) { op.execute("select pg_sleep(0.6)"); });
  CHECK(upgrade({&sleeps}, slow.url()).find("57014") != std::string::npos);
  CHECK(upgrade({&sleeps}, slow.url(),
                {.lock_timeout = {}, .statement_timeout = transaction_limits::off}) == "done");
}

TEST_CASE("a concurrent build outlasts the limits of the role, unless one is given") {
  const postgres_database database;
  const login slow(database, "set statement_timeout = '300ms'");
  database.execute("alter role " + slow.name() + " set lock_timeout = '300ms'");
  database.execute(
      "create table t (i int); insert into t values (1); alter table t owner to " + slow.name() +
      "; create function slowly(i int) returns int immutable language plpgsql as 'begin "
      "perform pg_sleep(0.6); return i; end'");
  const registered builds = revision(
      "a", [](operations& op) { op.execute("create index concurrently ix on t (slowly(i))"); },
      false);
  const std::string refused =
      upgrade({&builds}, slow.url(),
              {.lock_timeout = {}, .statement_timeout = std::chrono::milliseconds(100)});
  CHECK(refused.find("57014") != std::string::npos);
  CHECK(refused.find("statement_timeout is 100ms: set a longer one") != std::string::npos);
  CHECK(upgrade({&builds}, slow.url()) == "done");
  CHECK(database.execute("select indisvalid from pg_index where indexrelid = 'ix'::regclass") ==
        "t\n");
}

TEST_CASE("through a pooler the sessions keep the limits that they had") {
  const postgres_database database;
  database.execute("alter database " + database.name() +
                   " set lock_timeout = '3s'; create table t (i int)");
  const registered builds = revision(
      "a", [](operations& op) { op.execute("create index concurrently ix on t (i)"); }, false);
  CHECK(upgrade({&builds}, database.pooled_url()) == "done");
  const auto one = connect(parse_database_url(database.pooled_url()));
  const auto two = connect(parse_database_url(database.pooled_url()));
  for (connection* each : {one.get(), two.get(), one.get(), two.get()}) {
    each->begin();
    CHECK(*each->query("select current_setting('lock_timeout')", {}).cells[0] == "3s");
  }
  one->rollback();
  two->rollback();
}

TEST_CASE("the pauses of a backfill are not cut off by a limit for idle sessions") {
  const postgres_database database;
  const login idle(database, "set idle_session_timeout = '300ms'");
  database.execute(
      "create table t (id int primary key, n int default 0); insert into t select "
      "generate_series(1, 30); alter table t owner to " +
      idle.name());
  const auto session = connect(parse_database_url(idle.url()));
  session->stay_connected();
  std::this_thread::sleep_for(std::chrono::milliseconds(700));
  CHECK_NOTHROW(session->execute("select 1"));
  session->execute("reset all");
  session->restore_session();
  std::this_thread::sleep_for(std::chrono::milliseconds(700));
  CHECK_NOTHROW(session->execute("select 1"));
}

TEST_CASE("a revision that meets a change at the same time is tried again") {
  const postgres_database database;
  database.execute(
      "create table t (i int primary key, n int); insert into t values (1, 0); alter "
      "database " +
      database.name() + " set default_transaction_isolation = 'repeatable read'");
  static const postgres_database* other = nullptr;
  static int calls = 0;
  other = &database;
  calls = 0;
  const registered adds = revision("a", [](operations& op) {
    op.scalar<int>("select count(*) from t");
    if (++calls == 1) other->execute("update t set n = n + 1");
    op.execute("update t set n = n + 10");
  });
  remarks seen;
  CHECK(upgrade({&adds}, database.url(), {}, 2, &seen) == "done");
  CHECK(calls == 2);
  CHECK(database.execute("select n from t") == "11\n");
  REQUIRE(seen.seen().size() == 1);
  CHECK(seen.seen().front().starts_with(
      "another session changed the rows meanwhile; the step is retried in "));
}

TEST_CASE("a failure is logged in the characters that the database has") {
  const postgres_database server;
  const std::string name = server.name() + "_latin1";
  server.execute("create database " + name +
                 " encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");
  const std::string url = with_database(server.url(), name);
  const registered fails =
      revision("a", [](operations& op) { op.execute("select 'é日本' -- 日"); });
  CHECK(upgrade({&fails}, url).find("22P05") != std::string::npos);
  {
    const auto database = connect(parse_database_url(url));
    const result_set found =
        database->query("select statement, result from alembic_version_log", {});
    REQUIRE(found.rows == 1);
    CHECK(*found.cells[0] ==
          "select 'é?"
          "?' -- ?");
    CHECK(*found.cells[1] == "failed");
    database->begin();
    CHECK(database->storable("ü€") == "ü?");
    CHECK(!database->has_failed());
    database->rollback();
  }
  server.execute("drop database " + name + " with (force)");
}

TEST_CASE("a database is made from the one that the revision works on") {
  const postgres_database database;
  static std::string copy;
  copy = database.name() + "_copy";
  const registered copies = revision(
      "a",
      [](operations& op) {
        op.execute("create table t (i int)");
        op.execute("select pg_sleep(0.8)");
        op.execute("/* all of it */ create database " + copy + " template " +
                   copy.substr(0, copy.size() - 5));
      },
      false);
  CHECK(upgrade({&copies}, database.url()) == "done");
  database.execute("drop database " + copy);
}

TEST_CASE("a server that has no connection left is asked again later") {
  const postgres_database database;
  const login one(database, "connection limit 1");
  const database_url url = parse_database_url(one.url());
  auto held = connect(url);
  std::string line;
  std::thread lets_go;
  const auto made = connect_with_retries(
      url, {}, {.limit = std::chrono::seconds(20), .on_wait = [&](std::string_view said) {
                  line = said;
                  lets_go = std::thread([&held] { held.reset(); });
                }});
  if (lets_go.joinable()) lets_go.join();
  CHECK(made->is_alive());
  CHECK(line.starts_with("waiting for the server: cannot connect to "));
}

}  // namespace test_session
