// A run as one transaction: all steps or none.

#include <thread>

#include "database/run_project.h"

namespace test_single_transaction {

using namespace revise;
using namespace revise::test;
using ms = std::chrono::milliseconds;

namespace {

const registered first{
    .revision = "a",
    .upgrade =
        [](operations& op) {
          op.create_table("ta", {column("id", integer).primary_key()}, {}, at("a.cpp", 6));
        },
    .downgrade = [](operations& op) { op.drop_table("ta"); },
    .link = in_file("a.cpp"),
};
const registered second{
    .revision = "b",
    .down_revision = {"a"},
    .upgrade = [](operations& op) { op.create_table("tb", {column("id", integer)}); },
    .downgrade = [](operations& op) { op.drop_table("tb"); },
    .link = in_file("b.cpp"),
};
const registered failing{
    .revision = "c",
    .down_revision = {"b"},
    .upgrade =
        [](operations& op) {
          op.create_table("tc", {column("id", integer)}, {}, at("c.cpp", 6));
          op.execute("select no_such_column", at("c.cpp", 7));
        },
    .downgrade = nothing,
    .link = in_file("c.cpp"),
};
const registered last{
    .revision = "d",
    .down_revision = {"c"},
    .upgrade = nothing,
    .downgrade = nothing,
    .link = in_file("d.cpp"),
};

template <class Database>
bool has_table(const project<Database>& in, const std::string& name) {
  try {
    in.database.execute("select 1 from " + name);
  } catch (const std::exception&) {
    return false;
  }
  return true;
}

}  // namespace

TEST_CASE_TEMPLATE("a single transaction: all steps are done together, up and down", Database,
                   postgres_database, sqlite_database) {
  project<Database> here({&first, &second});
  here.settings.single_transaction = true;
  CHECK(here.upgrade() == "done done at b");
  CHECK(has_table(here, "ta"));
  CHECK(has_table(here, "tb"));
  CHECK(here.log() == "a|done|\nb|done|\n");
  here.downgrade();
  CHECK(!has_table(here, "ta"));
  CHECK(here.log() == "a|done|\nb|done|\nb|done|\na|done|\n");
  CHECK(here.upgrade("a") == "done at a");
}

TEST_CASE_TEMPLATE("a single transaction: a step that fails takes back all before it", Database,
                   postgres_database, sqlite_database) {
  project<Database> here({&first, &second, &failing, &last});
  here.settings.single_transaction = true;
  const std::string told = here.upgrade();
  CHECK(told.starts_with("/versions/c.cpp:7: "));
  CHECK(told.ends_with("\nrolled_back rolled_back failed pending at"));
  CHECK(!has_table(here, "ta"));
  CHECK(!has_table(here, "tb"));
  CHECK(!has_table(here, "tc"));
  CHECK(here.database.execute("select count(*) from alembic_version") == "0\n");
  CHECK(here.log() == std::string("c|failed|") +
                          (std::is_same_v<Database, postgres_database> ? "42703" : "") + "\n");
  CHECK(!here.session().in_transaction());
  // Steps that were applied before the run are kept.
  here.settings.single_transaction = false;
  CHECK(here.upgrade("a") == "done at a");
  here.settings.single_transaction = true;
  CHECK(here.upgrade().ends_with("\nrolled_back failed pending at a"));
  CHECK(has_table(here, "ta"));
  CHECK(!has_table(here, "tb"));
}

TEST_CASE_TEMPLATE("a single transaction with a migration that has none is refused before any step",
                   Database, postgres_database, sqlite_database) {
  const registered apart{
      .revision = "c",
      .down_revision = {"b"},
      .transactional = false,
      .upgrade = nothing,
      .downgrade = nothing,
      .link = in_file("c.cpp"),
  };
  project<Database> here({&first, &second, &apart});
  here.settings.single_transaction = true;
  CHECK(error_text([&] { here.upgrade(); }) ==
        "revision 'c' runs outside a transaction, so a single transaction is not possible; nothing "
        "was changed\n"
        "  /versions/c.cpp:40: revision 'c' is not transactional\n"
        "hint: run each step in its own transaction, or name a target before it");
  CHECK(!has_table(here, "alembic_version"));
  CHECK(here.upgrade("b") == "done done at b");
}

TEST_CASE("a single transaction: each step finds the session as the first one did") {
  static const registered changes{
      .revision = "a",
      .upgrade =
          [](operations& op) {
            op.execute("create table seen (what text)");
            op.execute(
                "set role pg_read_all_data; set search_path = ''; set lock_timeout = 1; set "
                "statement_timeout = 1000000");
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  static const registered looks{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.execute(
                "insert into seen values (current_user || ' ' || current_setting('search_path') || "
                "' ' || current_setting('lock_timeout') || ' ' || "
                "current_setting('statement_timeout'))");
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  project<postgres_database> here({&changes, &looks});
  here.settings.single_transaction = true;
  here.settings.limits.lock_timeout = ms(7000);
  CHECK(here.upgrade() == "done done at b");
  CHECK(here.database.execute("select what from seen") == "revise \"$user\", public 7s 0\n");
}

TEST_CASE("a single transaction: a deferred constraint that fails at the commit takes back all") {
  static const registered breaks{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.execute(
                "create table tb (id integer constraint tb_fk references ta deferrable initially "
                "deferred); insert into tb values (1)");
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  static const registered after{
      .revision = "c",
      .down_revision = {"b"},
      .upgrade = nothing,
      .downgrade = nothing,
      .link = in_file("c.cpp"),
  };
  project<postgres_database> here({&first, &breaks, &after});
  here.settings.single_transaction = true;
  const std::string told = here.upgrade();
  CHECK(told.find("violates foreign key constraint \"tb_fk\" (23503)") != std::string::npos);
  CHECK(told.ends_with("\nrolled_back rolled_back failed at"));
  CHECK(!has_table(here, "ta"));
  CHECK(!has_table(here, "tb"));
}

TEST_CASE("a single transaction on SQLite: foreign keys are checked before the commit") {
  static const registered breaks{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.execute(
                "create table tb (id integer references ta (id)); insert into tb values (1)");
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  static const registered mends{
      .revision = "c",
      .down_revision = {"b"},
      .upgrade = [](operations& op) { op.execute("insert into ta values (1)"); },
      .downgrade = nothing,
      .link = in_file("c.cpp"),
  };
  project<sqlite_database> broken({&first, &breaks});
  broken.settings.single_transaction = true;
  const std::string told = broken.upgrade();
  CHECK(told.find("foreign key check failed before the commit") != std::string::npos);
  CHECK(told.ends_with("\nrolled_back failed at"));
  CHECK(!has_table(broken, "ta"));
  // Only the state at the end of the run is checked.
  project<sqlite_database> mended({&first, &breaks, &mends});
  mended.settings.single_transaction = true;
  CHECK(mended.upgrade() == "done done done at c");
}

TEST_CASE("a single transaction: a lock that is not given has all of it tried again") {
  static const registered locks{
      .revision = "c",
      .down_revision = {"b"},
      .upgrade = [](operations& op) { op.execute("alter table held add b integer"); },
      .downgrade = nothing,
      .link = in_file("c.cpp"),
  };
  project<postgres_database> here({&first, &second, &locks});
  here.settings.single_transaction = true;
  here.settings.limits.lock_timeout = ms(60);
  here.settings.retries.most = 1000;
  const auto other = connected(here.database);
  other->execute("create table held (a integer)");
  other->begin();
  other->execute("lock table held");
  std::thread lets_go([&] {
    for (int attempt = 0; attempt < 1000 && here.observer.seen().size() < 4; ++attempt) {
      std::this_thread::sleep_for(ms(10));
    }
    other->commit();
  });
  CHECK(here.upgrade() == "done done done at c");
  lets_go.join();
  CHECK(here.log() == "a|done|\nb|done|\nc|done|\n");
  long retried = 0;
  for (const std::string& line : here.observer.seen()) {
    retried += line.find("; all steps are retried in ") == std::string::npos ? 0 : 1;
  }
  CHECK(retried >= 3);
  MESSAGE("done after " << retried << " tries that were rolled back");
}

TEST_CASE_TEMPLATE("a single transaction that is interrupted between two steps leaves nothing",
                   Database, postgres_database, sqlite_database) {
  static bool interrupted = false;
  interrupted = false;
  static const registered stops{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade = [](operations&) { interrupted = true; },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  static const registered after{
      .revision = "c",
      .down_revision = {"b"},
      .upgrade = nothing,
      .downgrade = nothing,
      .link = in_file("c.cpp"),
  };
  project<Database> here({&first, &stops, &after});
  here.settings.single_transaction = true;
  here.settings.is_interrupted = [] { return interrupted; };
  CHECK(here.upgrade() ==
        "interrupted\nhint: the same command resumes where this run stopped\n"
        "rolled_back rolled_back pending at");
  CHECK(!has_table(here, "ta"));
  CHECK(!here.session().in_transaction());
}

TEST_CASE("a single transaction whose connection is lost at the commit: all of it is unknown") {
  static const registered ends{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            // A deferred trigger ends its own session, in the middle of the commit.
            op.execute(
                "create table tb (id integer);"
                "create function die() returns trigger language plpgsql as "
                "'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';"
                "create constraint trigger t after insert on tb deferrable initially deferred "
                "for each row execute function die(); insert into tb values (1)");
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  project<postgres_database> known({&first, &ends});
  known.settings.single_transaction = true;
  const std::string told = known.upgrade();
  CHECK(
      told.starts_with("the connection to the server was lost during the commit of revision 'b'; a "
                       "new connection shows that it was rolled back"));
  CHECK(told.ends_with("\nrolled_back failed at"));

  project<postgres_database> unknown({&first, &ends});
  unknown.settings.single_transaction = true;
  unknown.settings.reconnect = {};
  CHECK(unknown.upgrade().ends_with("\nfailed failed at"));
  CHECK(!has_table(unknown, "ta"));
}

TEST_CASE_TEMPLATE("a single transaction over a step's budget leaves nothing", Database,
                   postgres_database, sqlite_database) {
  static const registered slow{
      .revision = "b",
      .down_revision = {"a"},
      .budget = revise::milliseconds(20),
      .upgrade = [](operations&) { std::this_thread::sleep_for(ms(60)); },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  static const registered after{
      .revision = "c",
      .down_revision = {"b"},
      .upgrade = nothing,
      .downgrade = nothing,
      .link = in_file("c.cpp"),
  };
  project<Database> here({&first, &slow, &after});
  here.settings.single_transaction = true;
  CHECK(here.upgrade() ==
        "/versions/b.cpp:40: the upgrade of revision 'b' took longer than its budget of 20ms\n"
        "hint: run again when the database is less busy, raise .budget, or do it in smaller parts\n"
        "rolled_back failed pending at");
  CHECK(!has_table(here, "ta"));
}

}  // namespace test_single_transaction
