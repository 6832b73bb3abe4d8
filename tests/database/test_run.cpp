#include "engine/run.h"

#include <revise/migration.h>

#include <stdexcept>

#include "database/live.h"
#include "graph/plan.h"

namespace test_run {

using namespace revise;
using namespace revise::test;

namespace {

using lines = std::vector<std::string>;

// The place of a migration, on line 40 of `file`.
detail::registration in_file(const char* file) { return detail::registration(nullptr, {file, 40}); }

// The place of a migration's call, on this line of `file`.
location at(const char* file, int line) { return {file, line}; }

void nothing(operations&) {}

// Records the events of a run, and what another connection sees at each of them.
template <class Database>
class journal final : public run_observer {
 public:
  explicit journal(const Database& database) : database_(database) {}

  void step_started(const run_result& so_far, std::size_t i) override { note("start", so_far, i); }
  void step_done(const run_result& so_far, std::size_t i) override { note("done", so_far, i); }
  void step_failed(const run_result& so_far, std::size_t i) override { note("failed", so_far, i); }

  lines seen;

 private:
  void note(const std::string& what, const run_result& so_far, std::size_t i) {
    const std::string rows =
        database_.execute("select version_num from alembic_version order by version_num");
    seen.push_back(what + " " + std::to_string(i) + " " +
                   std::string(name_of(so_far.steps[i].status)) + " at " +
                   replaced(rows, "\n", " "));
  }

  const Database& database_;
};

std::vector<source_file> sources_of(const std::vector<const registered*>& migrations) {
  std::vector<source_file> sources;
  for (const registered* r : migrations) {
    const std::string file = r->link.where.file;
    sources.push_back({file, "/versions/" + file});
  }
  return sources;
}

// A database and the migrations to run on it.
template <class Database>
class project {
 public:
  explicit project(const std::vector<const registered*>& migrations)
      : sources_(sources_of(migrations)),
        versions_(migrations, sources_),
        connection_(connected(database)),
        table_(*connection_, "alembic_version", ""),
        observer(database) {}

  run_result upgrade(std::string_view target) {
    return walk(graph::plan_upgrade(versions_.graph(), at_rows(), target));
  }

  run_result downgrade(std::string_view target) {
    return walk(graph::plan_downgrade(versions_.graph(), at_rows(), target));
  }

  // The whole text of the partial_failure of an upgrade, then the status of each step and the rows.
  std::string failed_upgrade(std::string_view target) {
    try {
      upgrade(target);
    } catch (const partial_failure& thrown) {
      return text_of(thrown) + "\n" + text_of(thrown.result());
    }
    return "no partial failure";
  }

  static std::string text_of(const run_result& result) {
    std::string text;
    for (const step_outcome& outcome : result.steps)
      text += std::string(name_of(outcome.status)) + ' ';
    text += "at";
    for (const std::string& row : result.rows) text += ' ' + row;
    return text;
  }

  lines rows() { return table_.read(); }

  bool has_table(const std::string& name) {
    try {
      database.execute("select 1 from " + name);
    } catch (const std::exception&) {
      return false;
    }
    return true;
  }

  connection& session() { return *connection_; }

  const Database database;
  run_settings settings;

 private:
  graph::rows at_rows() { return graph::read_rows(versions_.graph(), table_.read()); }

  run_result walk(const graph::plan& plan) {
    return run(versions_, plan, settings, *connection_, table_, observer);
  }

  std::vector<source_file> sources_;
  versions versions_;
  std::unique_ptr<connection> connection_;
  version_table table_;

 public:
  journal<Database> observer;

 private:
  static std::string text_of(const error& thrown) { return test::text_of(thrown); }
};

// a -> b -> c: each makes a table with one row.
const registered make_a{
    .revision = "a",
    .upgrade =
        [](operations& op) {
          op.create_table("ta", {column("id", integer).primary_key()});
          op.execute("insert into ta values (1)");
        },
    .downgrade = [](operations& op) { op.drop_table("ta"); },
    .link = in_file("a.cpp"),
};
const registered make_b{
    .revision = "b",
    .down_revision = {"a"},
    .upgrade = [](operations& op) { op.create_table("tb", {column("id", integer)}); },
    .downgrade = [](operations& op) { op.drop_table("tb"); },
    .link = in_file("b.cpp"),
};
const registered make_c{
    .revision = "c",
    .down_revision = {"b"},
    .upgrade = [](operations& op) { op.create_table("tc", {column("id", integer)}); },
    .downgrade = [](operations& op) { op.drop_table("tc"); },
    .link = in_file("c.cpp"),
};

}  // namespace

TEST_CASE_TEMPLATE("each step commits what it did together with its rows", Database,
                   postgres_database, sqlite_database) {
  project<Database> here({&make_a, &make_b, &make_c});
  CHECK(here.text_of(here.upgrade("head")) == "done done done at c");
  CHECK(here.observer.seen == lines{"start 0 pending at ", "done 0 done at a ",
                                    "start 1 pending at a ", "done 1 done at b ",
                                    "start 2 pending at b ", "done 2 done at c "});
  CHECK(here.has_table("ta"));
  CHECK(here.has_table("tc"));
  CHECK(here.rows() == lines{"c"});

  here.observer.seen.clear();
  CHECK(here.text_of(here.downgrade("a")) == "done done at a");
  CHECK(here.observer.seen == lines{"start 0 pending at c ", "done 0 done at b ",
                                    "start 1 pending at b ", "done 1 done at a "});
  CHECK(!here.has_table("tb"));
  CHECK(here.database.execute("select id from ta") == "1\n");
  CHECK(here.text_of(here.downgrade("base")) == "done at");
  CHECK(!here.has_table("ta"));
  CHECK(here.rows() == lines{});
}

TEST_CASE_TEMPLATE("a plan without steps touches nothing", Database, postgres_database,
                   sqlite_database) {
  project<Database> here({&make_a});
  CHECK(here.text_of(here.downgrade("base")) == "at");
  CHECK(!here.has_table("alembic_version"));
}

TEST_CASE_TEMPLATE("branches, a merge and a dependency keep the rows maximal", Database,
                   postgres_database, sqlite_database) {
  const registered left{.revision = "l",
                        .down_revision = {"a"},
                        .upgrade = nothing,
                        .downgrade = nothing,
                        .link = in_file("l.cpp")};
  const registered right{.revision = "r",
                         .down_revision = {"a"},
                         .upgrade = nothing,
                         .downgrade = nothing,
                         .link = in_file("r.cpp")};
  const registered merge{.revision = "m",
                         .down_revision = {"l", "r"},
                         .upgrade = nothing,
                         .downgrade = nothing,
                         .link = in_file("m.cpp")};
  const registered other{.revision = "o",
                         .depends_on = {"m"},
                         .upgrade = nothing,
                         .downgrade = nothing,
                         .link = in_file("o.cpp")};
  project<Database> here({&make_a, &left, &right, &merge, &other});
  here.upgrade("heads");
  CHECK(here.observer.seen == lines{"start 0 pending at ", "done 0 done at a ",
                                    "start 1 pending at a ", "done 1 done at r ",
                                    "start 2 pending at r ", "done 2 done at l r ",
                                    "start 3 pending at l r ", "done 3 done at m ",
                                    "start 4 pending at m ", "done 4 done at o "});
  here.downgrade("base");
  CHECK(here.rows() == lines{});
}

TEST_CASE("a failure in the second operation leaves nothing of the revision on PostgreSQL") {
  const registered failing{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.create_table("tb", {column("id", integer)}, {}, at("b.cpp", 12));
            op.execute("insert into ta\n  values (2), ('x')", at("b.cpp", 13));
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  project<postgres_database> here({&make_a, &failing, &make_c});
  CHECK(here.failed_upgrade("head") ==
        "/versions/b.cpp:13: invalid input syntax for type integer: \"x\" (22P02)\n"
        "  line 2 of the SQL, column 16:\n"
        "      values (2), ('x')\n"
        "                   ^\n"
        "done failed pending at a");
  CHECK(!here.session().in_transaction());
  CHECK(!here.has_table("tb"));
  CHECK(here.database.execute("select id from ta") == "1\n");
  CHECK(here.rows() == lines{"a"});
  CHECK(here.observer.seen == lines{"start 0 pending at ", "done 0 done at a ",
                                    "start 1 pending at a ", "failed 1 failed at a "});
}

TEST_CASE("a failure in the second operation leaves nothing of the revision on SQLite") {
  const registered failing{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.create_table("tb", {column("id", integer)}, {}, at("b.cpp", 12));
            op.execute("insert into ta values (2);\n  insert into ta values (1)", at("b.cpp", 13));
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  project<sqlite_database> here({&make_a, &failing, &make_c});
  CHECK(here.failed_upgrade("head") ==
        "/versions/b.cpp:13: UNIQUE constraint failed: ta.id\n"
        "  line 2 of the SQL, column 3:\n"
        "      insert into ta values (1)\n"
        "      ^\n"
        "done failed pending at a");
  CHECK(!here.has_table("tb"));
  CHECK(here.database.execute("select id from ta") == "1\n");
  CHECK(here.rows() == lines{"a"});
}

TEST_CASE_TEMPLATE("of several statements the one that failed is shown", Database,
                   postgres_database, sqlite_database) {
  const registered failing{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.execute(
                "-- first\ninsert into ta values (2); -- then;\n/* again */ insert into ta values "
                "(3),\n (3); insert into ta values (4)",
                at("b.cpp", 13));
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  project<Database> here({&make_a, &failing});
  here.upgrade("a");
  const std::string told = here.failed_upgrade("b");
  const std::string place =
      "  line 3 of the SQL, column 13:\n"
      "    /* again */ insert into ta values (3),\n"
      "                ^\n"
      "failed at a";
  if constexpr (std::is_same_v<Database, sqlite_database>) {
    CHECK(told == "/versions/b.cpp:13: UNIQUE constraint failed: ta.id\n" + place);
  } else {
    CHECK(told ==
          "/versions/b.cpp:13: duplicate key value violates unique constraint \"ta_pkey\" (23505)\n"
          "  detail: Key (id)=(3) already exists.\n" +
              place);
  }
  CHECK(here.rows() == lines{"a"});
}

TEST_CASE_TEMPLATE("a failed downgrade leaves the revision applied", Database, postgres_database,
                   sqlite_database) {
  const registered failing{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade = [](operations& op) { op.create_table("tb", {column("id", integer)}); },
      .downgrade =
          [](operations& op) {
            op.drop_table("tb");
            throw std::runtime_error("not today");
          },
      .link = in_file("b.cpp"),
  };
  project<Database> here({&make_a, &failing, &make_c});
  here.upgrade("head");
  try {
    here.downgrade("base");
    FAIL("it did not fail");
  } catch (const partial_failure& thrown) {
    CHECK(std::string(thrown.what()) ==
          "/versions/b.cpp:40: revision 'b' threw an exception: not today");
    CHECK(here.text_of(thrown.result()) == "done failed pending at b");
  }
  CHECK(here.has_table("tb"));
  CHECK(here.rows() == lines{"b"});
}

TEST_CASE_TEMPLATE("whatever a migration throws, the run says which and stops", Database,
                   postgres_database, sqlite_database) {
  static int what = 0;
  const registered throwing{
      .revision = "a",
      .upgrade =
          [](operations& op) {
            op.create_table("ta", {column("id", integer)}, {}, at("a.cpp", 7));
            if (what == 0) throw 42;
            if (what == 1) throw std::logic_error("lost");
            if (what == 2) throw error("no such customer", "ask sales");
            op.create_index("ix", "ta", {}, {}, at("a.cpp", 9));
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<Database> here({&throwing});
  what = 0;
  CHECK(here.failed_upgrade("a") ==
        "/versions/a.cpp:40: revision 'a' threw something that is not a std::exception\n"
        "hint: throw an exception derived from std::exception, so that its text is shown\n"
        "failed at");
  what = 1;
  CHECK(here.failed_upgrade("a") ==
        "/versions/a.cpp:40: revision 'a' threw an exception: lost\nfailed at");
  what = 2;
  CHECK(here.failed_upgrade("a") ==
        "/versions/a.cpp:7: no such customer\nhint: ask sales\nfailed at");
  what = 3;
  CHECK(here.failed_upgrade("a") == "/versions/a.cpp:9: index 'ix' has no columns\nfailed at");
  CHECK(!here.has_table("ta"));
}

TEST_CASE_TEMPLATE("SQL that ends the transaction is refused before anything of it is sent",
                   Database, postgres_database, sqlite_database) {
  static const char* sql = "";
  const registered ending{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.execute(sql, at("b.cpp", 9));
            op.execute("create table never (id integer)", at("b.cpp", 10));
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  for (const char* end : {"commit", "rollback", "commit; begin"}) {
    CAPTURE(end);
    project<Database> here({&make_a, &ending});
    const std::string ending_sql = std::string("create table tb (id integer); ") + end;
    sql = ending_sql.c_str();
    CHECK(here.failed_upgrade("b") ==
          "/versions/b.cpp:9: the SQL ends the transaction that revise began\n"
          "  line 1 of the SQL, column 31:\n"
          "    " +
              ending_sql +
              "\n"
              "                                  ^\n"
              "hint: remove 'begin', 'commit' and 'rollback' from the SQL\n"
              "done failed at a");
    CHECK(here.rows() == lines{"a"});
    CHECK(!here.has_table("tb"));
    CHECK(!here.has_table("never"));
  }
}

TEST_CASE_TEMPLATE("a plan back through an irreversible revision is refused before any step",
                   Database, postgres_database, sqlite_database) {
  const registered one_way{.revision = "b",
                           .down_revision = {"a"},
                           .upgrade = nothing,
                           .downgrade = irreversible,
                           .link = in_file("b.cpp")};
  project<Database> here({&make_a, &one_way, &make_c});
  here.upgrade("b");
  here.observer.seen.clear();
  CHECK(error_text([&] { here.downgrade("base"); }) ==
        "/versions/b.cpp:40: revision 'b' is irreversible; nothing was changed\n"
        "hint: downgrade to 'b' or above, or restore a backup");
  CHECK(here.observer.seen == lines{});
  CHECK(here.rows() == lines{"b"});
  CHECK(here.has_table("ta"));
  CHECK(here.text_of(here.downgrade("b")) == "at b");
}

TEST_CASE_TEMPLATE("rows that others imply are mended by the first step", Database,
                   postgres_database, sqlite_database) {
  project<Database> here({&make_a, &make_b, &make_c});
  here.upgrade("b");
  here.database.execute("insert into alembic_version values ('a')");
  here.settings.superfluous_rows = {"a"};
  CHECK(here.text_of(here.upgrade("c")) == "done at c");
  CHECK(here.rows() == lines{"c"});
}

TEST_CASE_TEMPLATE("superfluous rows come back when the step fails", Database, postgres_database,
                   sqlite_database) {
  const registered failing{.revision = "b",
                           .down_revision = {"a"},
                           .upgrade = [](operations& op) { op.execute("no sql"); },
                           .downgrade = nothing,
                           .link = in_file("b.cpp")};
  const registered base{
      .revision = "z", .upgrade = nothing, .downgrade = nothing, .link = in_file("z.cpp")};
  const registered middle{.revision = "a",
                          .down_revision = {"z"},
                          .upgrade = nothing,
                          .downgrade = nothing,
                          .link = in_file("a.cpp")};
  project<Database> here({&base, &middle, &failing});
  here.upgrade("a");
  here.database.execute("insert into alembic_version values ('z')");
  here.settings.superfluous_rows = {"z"};
  CHECK_THROWS_AS(here.upgrade("b"), partial_failure);
  CHECK(here.rows() == lines{"a", "z"});
}

TEST_CASE("a row that goes away while a migration runs rolls the step back") {
  static const postgres_database* database = nullptr;
  const registered overtaken{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.create_table("tb", {column("id", integer)}, {}, at("b.cpp", 9));
            database->execute("delete from alembic_version");
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  project<postgres_database> here({&make_a, &overtaken});
  database = &here.database;
  CHECK(here.failed_upgrade("b") ==
        "/versions/b.cpp:9: the row 'a' no longer exists in public.alembic_version: another "
        "process changed it meanwhile\nhint: check which revisions are applied\ndone failed at a");
  CHECK(!here.has_table("tb"));
}

TEST_CASE("a deferred constraint that fails at the commit rolls the step back") {
  const registered failing{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.execute(
                "create table tb (a integer constraint tb_a references ta deferrable "
                "initially deferred); insert into tb values (9)",
                at("b.cpp", 9));
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  project<postgres_database> here({&make_a, &failing});
  CHECK(here.failed_upgrade("b") ==
        "/versions/b.cpp:40: insert or update on table \"tb\" violates foreign key constraint "
        "\"tb_a\" (23503)\n"
        "  detail: Key (a)=(9) is not present in table \"ta\".\n"
        "  in: commit\ndone failed at a");
  CHECK(here.rows() == lines{"a"});
  CHECK(!here.has_table("tb"));
}

TEST_CASE("a foreign key that points nowhere rolls the step back on SQLite") {
  const registered failing{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.create_table("tb", {column("a", integer).references("ta", "id")});
            op.execute("insert into tb values (9)");
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  project<sqlite_database> here({&make_a, &failing});
  CHECK(here.failed_upgrade("b") ==
        "/versions/b.cpp:40: foreign key check failed before the commit\n"
        "  detail: row 1 of 'tb' refers to a row that 'ta' does not have: tb.a = 9\ndone "
        "failed at a");
  CHECK(here.rows() == lines{"a"});
  CHECK(!here.has_table("tb"));
}

TEST_CASE("each revision begins with the session as the connection had it") {
  const registered changing{
      .revision = "b",
      .down_revision = {"a"},
      .upgrade =
          [](operations& op) {
            op.execute(
                "select pg_catalog.set_config('search_path', '', false);"
                "set statement_timeout = 12345; set role pg_read_all_data");
          },
      .downgrade = nothing,
      .link = in_file("b.cpp"),
  };
  const registered asking{
      .revision = "c",
      .down_revision = {"b"},
      .upgrade =
          [](operations& op) {
            op.execute(
                "create table answer as select current_user || ' ' || "
                "current_setting('search_path') || ' ' || current_setting('statement_timeout')");
          },
      .downgrade = nothing,
      .link = in_file("c.cpp"),
  };
  project<postgres_database> here({&make_a, &changing, &asking});
  CHECK(here.text_of(here.upgrade("head")) == "done done done at c");
  CHECK(here.database.execute("select * from public.answer") == "revise \"$user\", public 0\n");
}

TEST_CASE("SQL that copies from the client fails with its place and what to use instead") {
  const registered copying{
      .revision = "a",
      .upgrade =
          [](operations& op) {
            op.create_table("ta", {column("id", integer)});
            op.execute("copy ta from stdin", at("a.cpp", 7));
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<postgres_database> here({&copying});
  CHECK(here.failed_upgrade("a") ==
        "/versions/a.cpp:7: copy from or to the client cannot be sent as SQL text\n"
        "  in: copy ta from stdin\n"
        "hint: use insert, or copy from a file on the server\nfailed at");
  CHECK(!here.has_table("ta"));
}

TEST_CASE("limits hold for each step's transaction") {
  const registered slow{
      .revision = "a",
      .upgrade = [](operations& op) { op.execute("select pg_sleep(5)", at("a.cpp", 7)); },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  const registered blocked{
      .revision = "a",
      .upgrade = [](operations& op) { op.execute("lock table held", at("a.cpp", 7)); },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<postgres_database> late({&slow});
  late.settings.limits.statement_timeout = std::chrono::milliseconds(20);
  CHECK(late.failed_upgrade("a") ==
        "/versions/a.cpp:7: canceling statement due to statement timeout (57014)\n"
        "  in: select pg_sleep(5)\n"
        "hint: statement_timeout is 20ms: set a longer one, then run again\nfailed at");

  project<postgres_database> waiting({&blocked});
  waiting.settings.limits.lock_timeout = std::chrono::milliseconds(20);
  waiting.settings.retries.most = 0;
  const auto holder = connected(waiting.database);
  holder->execute("create table held (a integer)");
  holder->begin();
  holder->execute("lock table held");
  CHECK(waiting.failed_upgrade("a") ==
        "/versions/a.cpp:7: canceling statement due to lock timeout (55P03)\n"
        "  in: lock table held\n"
        "hint: another session holds the lock (see pg_stat_activity and pg_locks): run again when "
        "the lock is free, or raise lock_timeout or lock_retries\n"
        "failed at");
}

TEST_CASE_TEMPLATE("a migration reads the arguments of the command line", Database,
                   postgres_database, sqlite_database) {
  const registered reading{
      .revision = "a",
      .upgrade =
          [](operations& op) {
            const auto given = [&](string_ref key, string_ref otherwise) {
              const string_ref value = op.argument(key, otherwise);
              return std::string(value.data(), value.size());
            };
            op.execute("create table said (a text); insert into said values ('" +
                       given("given", "x") + "'), ('" + given("empty", "x") + "'), ('" +
                       given("missing", "otherwise") + "'), ('" + given("missing", {}) + "')");
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<Database> here({&reading});
  here.settings.arguments = {{"given", "a=b"}, {"empty", ""}};
  here.upgrade("a");
  CHECK(here.database.execute("select a from said") == "a=b\n\notherwise\n\n");
}

TEST_CASE("a connection lost in a step says so, and the step is rolled back") {
  static const postgres_database* database = nullptr;
  const registered losing{
      .revision = "a",
      .upgrade =
          [](operations& op) {
            op.create_table("ta", {column("id", integer)}, {}, at("a.cpp", 7));
            database->execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where application_name = 'revise' and datname = current_database()");
            op.execute("select 1", at("a.cpp", 8));
          },
      .downgrade = nothing,
      .link = in_file("a.cpp"),
  };
  project<postgres_database> here({&losing});
  database = &here.database;
  CHECK(here.failed_upgrade("a") ==
        "the connection to the server was lost: FATAL:  terminating connection due to "
        "administrator command\nserver closed the connection unexpectedly\n"
        "\tThis probably means the server terminated abnormally\n"
        "\tbefore or while processing the request.\n"
        "hint: check which revisions are applied, then run again\nfailed at");
  CHECK(!here.has_table("ta"));
}

}  // namespace test_run
