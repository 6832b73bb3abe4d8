#include "engine/run.h"

#include <doctest/doctest.h>
#include <revise/migration.h>

#include <algorithm>

#include "support/error_text.h"
#include "support/scripted_connection.h"

namespace test_engine_run {

using namespace revise;
using revise::test::refusal;
using revise::test::scripted_connection;

namespace {

using texts = std::vector<std::string>;

void nothing(operations&) {}

const registered first{.revision = "a",
                       .upgrade = [](operations& op) { op.execute("create table a (i int)"); },
                       .downgrade = nothing,
                       .link = detail::registration(nullptr, {"a.cpp", 40})};
const registered second{.revision = "b",
                        .down_revision = {"a"},
                        .upgrade = [](operations& op) { op.execute("create table t (i int)"); },
                        .downgrade = nothing,
                        .link = detail::registration(nullptr, {"b.cpp", 40})};
const registered alone{.revision = "b",
                       .down_revision = {"a"},
                       .transactional = false,
                       .upgrade = [](operations& op) { op.execute("create table t (i int)"); },
                       .downgrade = nothing,
                       .link = detail::registration(nullptr, {"b.cpp", 40})};

class remarks final : public run_observer {
 public:
  void step_started(const run_result&, std::size_t) override {}
  void step_done(const run_result&, std::size_t) override {}
  void step_failed(const run_result&, std::size_t) override {}
  void remark(std::string_view line) override { seen.emplace_back(line); }
  texts seen;
};

// The revisions a and b, to be applied to a server that does not exist.
struct run_of_two {
  explicit run_of_two(const registered& b = second) : all({&first, &b}, sources) {
    settings.retries = {.most = 2,
                        .first_pause = std::chrono::milliseconds(1),
                        .longest_pause = std::chrono::milliseconds(1)};
  }

  // The statuses of the steps and the rows, below the error if one was thrown.
  std::string upgrade() {
    version_table table(database, "alembic_version", "");
    const graph::rows rows = graph::read_rows(all.graph(), table.read());
    const graph::plan plan = graph::plan_upgrade(all.graph(), rows, "head");
    database.sent.clear();
    try {
      return text_of(run(all, plan, settings, database, table, observer));
    } catch (const partial_failure& e) {
      exit_code = e.exit_code();
      return test::text_of(static_cast<const error&>(e)) + "\n" + text_of(e.result());
    }
  }

  static std::string text_of(const run_result& result) {
    std::string text;
    for (const step_outcome& one : result.steps) {
      text += std::string(name_of(one.status)) + ' ';
      if (one.status == step_status::failed) text += '(' + std::string(name_of(one.left)) + ") ";
    }
    text += "at";
    for (const std::string& row : result.rows) text += ' ' + row;
    return text;
  }

  // How often `sql` was sent, with any parameters.
  long count(std::string_view sql) const {
    return std::count_if(database.sent.begin(), database.sent.end(), [&](const std::string& one) {
      return one.substr(0, one.find(" -- ")) == sql;
    });
  }

  const std::vector<source_file> sources = {{"a.cpp", "/versions/a.cpp"},
                                            {"b.cpp", "/versions/b.cpp"}};
  versions all;
  scripted_connection database;
  run_settings settings;
  remarks observer;
  int exit_code = 0;
};

constexpr const char* log_entry_sent = R"(insert into "public"."alembic_version_log")";

}  // namespace

TEST_CASE("each step of a run is a transaction with its row and its log entry") {
  run_of_two of;
  CHECK(of.upgrade() == "done done at b");
  CHECK(of.count("begin") == 2);
  CHECK(of.count("commit") == 2);
  CHECK(std::count_if(of.database.sent.begin(), of.database.sent.end(),
                      [](const std::string& sql) { return sql.starts_with(log_entry_sent); }) == 2);
}

TEST_CASE("the connection is lost at the commit of the second step") {
  run_of_two of;
  of.database.lose("commit", 2);
  SUBCASE("a new connection shows that it was committed") {
    of.settings.reconnect = [&] {
      auto again = std::make_unique<scripted_connection>();
      again->version_rows = {"b"};
      return again;
    };
    CHECK(of.upgrade() ==
          "the connection to the server was lost during the commit of revision 'b'; a new "
          "connection shows that it was committed\n"
          "hint: the same command resumes where this run stopped\n"
          "done done at b");
  }
  SUBCASE("a new connection shows that it was rolled back") {
    of.settings.reconnect = [&] {
      auto again = std::make_unique<scripted_connection>();
      again->version_rows = {"a"};
      return again;
    };
    CHECK(of.upgrade() ==
          "the connection to the server was lost during the commit of revision 'b'; a new "
          "connection shows that it was rolled back\n"
          "hint: the same command resumes where this run stopped\n"
          "done failed (nothing) at a");
  }
  const std::string unknown =
      "it is unknown whether revision 'b' is applied: during its commit, server closed the "
      "connection "
      "unexpectedly\n"
      "hint: check which revisions are applied, then run again\n"
      "done failed (unknown) at a";
  SUBCASE("the rows are of neither state: another process has changed them") {
    of.settings.reconnect = [&] {
      auto again = std::make_unique<scripted_connection>();
      again->version_rows = {"c"};
      return again;
    };
    CHECK(of.upgrade() == unknown);
  }
  SUBCASE("no new connection can be made") {
    of.settings.reconnect = []() -> std::unique_ptr<connection> {
      throw connection_error("connection refused");
    };
    CHECK(of.upgrade() == unknown);
  }
  SUBCASE("the new connection is lost, too") {
    of.settings.reconnect = [&] {
      auto again = std::make_unique<scripted_connection>();
      again->lose("lock table");
      return again;
    };
    CHECK(of.upgrade() == unknown);
  }
  SUBCASE("no way to connect again was given") { CHECK(of.upgrade() == unknown); }
}

TEST_CASE("the connection is lost within a step: nothing of the step remains") {
  run_of_two of;
  of.database.lose("create table t");
  CHECK(of.upgrade() ==
        "server closed the connection unexpectedly\n"
        "hint: check which revisions are applied, then run again\n"
        "done failed (nothing) at a");
}

TEST_CASE("a step that does not get a lock is rolled back and retried") {
  run_of_two of;
  const sql_failure locked = refusal("55P03", "canceling statement due to lock timeout", true);
  SUBCASE("until it gets the lock") {
    of.database.refuse("create table t", locked, 1, 2);
    CHECK(of.upgrade() == "done done at b");
    CHECK(of.count("create table t (i int)") == 3);
    CHECK(of.count("create table a (i int)") == 1);
    CHECK(of.observer.seen.size() == 2);
  }
  SUBCASE("until no retry is left") {
    of.database.refuse("create table t", locked, 1, 10);
    const std::string said = of.upgrade();
    CHECK(said.find("retried 2 times") != std::string::npos);
    CHECK(said.ends_with("done failed (nothing) at a"));
    CHECK(of.count("create table t (i int)") == 3);
  }
  SUBCASE("all steps of a single transaction are retried") {
    of.settings.single_transaction = true;
    of.database.refuse("create table t", locked);
    CHECK(of.upgrade() == "done done at b");
    CHECK(of.count("create table a (i int)") == 2);
    CHECK(of.count("commit") == 1);
  }
}

TEST_CASE("a failure that cannot be written to the log is still the failure that is reported") {
  run_of_two of;
  of.database.refuse("create table t", refusal("42P07", "already exists"));
  of.database.refuse(log_entry_sent, refusal("53100", "disk full"), 2);
  const std::string said = of.upgrade();
  CHECK(said.find("already exists (42P07)") != std::string::npos);
  CHECK(said.find("disk full") == std::string::npos);
  CHECK(said.ends_with("done failed (nothing) at a"));
}

TEST_CASE("a failure in a single transaction takes back the steps before it") {
  run_of_two of;
  of.settings.single_transaction = true;
  of.database.refuse("create table t", refusal("42P07", "already exists"));
  CHECK(of.upgrade().ends_with("rolled_back failed (nothing) at"));
}

TEST_CASE("an interrupt between two steps ends the run before the second one") {
  run_of_two of;
  of.settings.is_interrupted = [&of] { return of.count("commit") == 1; };
  CHECK(of.upgrade() ==
        "interrupted\nhint: the same command resumes where this run stopped\ndone pending at a");
  CHECK(of.exit_code == 130);
  CHECK(of.count("create table t (i int)") == 0);
}

TEST_CASE("a step outside a transaction whose own rows cannot be written has left a part") {
  run_of_two of(alone);
  of.database.lose(R"(insert into "public"."alembic_version" ()", 2);
  const std::string said = of.upgrade();
  CHECK(said.starts_with("server closed the connection unexpectedly"));
  CHECK(said.ends_with("done failed (part) at a"));
}

TEST_CASE("a revision is refused that an earlier run left in part outside a transaction") {
  run_of_two of;
  of.database.version_rows = {"a"};
  of.database.journal = {{.revision = "b",
                          .direction = "upgrade",
                          .position = 1,
                          .statement = "create table t (i int)",
                          .state = statement_state::done}};
  const std::string said = of.upgrade();
  CHECK(said.find("the upgrade of revision 'b' was partly applied by a run in which it was not "
                  "transactional") != std::string::npos);
  CHECK(said.ends_with("failed (part) at a"));
  CHECK(of.count("create table t (i int)") == 0);
}

}  // namespace test_engine_run
