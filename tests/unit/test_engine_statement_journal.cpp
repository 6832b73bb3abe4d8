#include "engine/statement_journal.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/error_text.h"
#include "support/scripted_connection.h"

using namespace revise;
using revise::test::error_text;
using revise::test::refusal;
using revise::test::scripted_connection;

namespace {

using texts = std::vector<std::string>;

constexpr const char* build_index = "create index concurrently ix on t (i)";
constexpr const char* catalog_of_index = "select i.indisvalid";
const std::vector<std::optional<std::string>> valid = {"t", "public.ix", "ix"};
const std::vector<std::optional<std::string>> invalid = {"f", "public.ix", "ix"};

journal_entry entry(int position, std::string statement, statement_state state) {
  return {.revision = "a",
          .direction = "upgrade",
          .position = position,
          .statement = std::move(statement),
          .state = state};
}

// A revision without a transaction, as an earlier run left it in the journal of `database`.
struct revision_run {
  scripted_connection database;
  texts remarks;
  std::unique_ptr<version_table> versions;
  std::unique_ptr<journal_table> table;
  std::unique_ptr<statement_journal> journal;

  void begin(std::function<bool()> is_interrupted = {}) {
    versions = std::make_unique<version_table>(database, "alembic_version", "");
    table = std::make_unique<journal_table>(database, *versions);
    journal = std::make_unique<statement_journal>(
        journal_context{.database = database,
                        .table = *table,
                        .checkpoints = backfill_table(database, *versions),
                        .revision = "a",
                        .direction = "upgrade",
                        .limits = {},
                        .is_interrupted = std::move(is_interrupted),
                        .before_commit = {},
                        .remark = [this](const std::string& line) { remarks.push_back(line); },
                        .progress = {}});
    journal->begin();
    database.sent.clear();
  }

  void run(const std::string& sql) {
    journal->run({.sql = sql, .text = sql, .is_raw = true}, [&] { database.execute(sql); });
  }

  // How often `sql` was sent since begin().
  long count(std::string_view sql) const {
    return std::count_if(database.sent.begin(), database.sent.end(),
                         [&](const std::string& one) { return one == sql; });
  }

  // The states that were written to the journal since begin(): "1 started", "1 done".
  texts written() const {
    texts result;
    for (const std::string& one : database.sent) {
      const std::size_t at = one.find(" -- a, upgrade, ");
      if (!one.starts_with("insert into") || at == std::string::npos) continue;
      const std::string rest = one.substr(at + 16);
      result.push_back(rest.substr(0, rest.find(',')) + one.substr(one.rfind(' ')));
    }
    return result;
  }
};

}  // namespace

namespace doctest {
template <>
struct StringMaker<texts> {
  static String convert(const texts& lines) {
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    return all.c_str();
  }
};
}  // namespace doctest

TEST_CASE("a statement runs with its journal entry in one transaction") {
  revision_run of;
  of.begin();
  of.run("create table t (i int)");
  of.journal->finish();
  CHECK(of.written() == texts{"1 done"});
  CHECK(of.database.sent.front() == "begin");
  CHECK(of.count("commit") == 1);
  CHECK(of.journal->has_left_something());
  CHECK(of.journal->has_gone_on());
}

TEST_CASE("a statement that must run alone is written down before and after") {
  revision_run of;
  of.begin();
  of.database.answer(catalog_of_index, valid);
  of.run(build_index);
  CHECK(of.written() == texts{"1 started", "1 done"});
  CHECK(of.count(build_index) == 1);
}

TEST_CASE("a statement that its server refuses inside a transaction runs alone") {
  revision_run of;
  of.begin();
  of.database.refuse("call tidy_up()", refusal("2D000", "invalid"));
  of.run("call tidy_up()");
  CHECK(of.count("call tidy_up()") == 2);
  CHECK(of.count("rollback") == 1);
  CHECK(of.written() == texts{"1 started", "1 done"});
}

TEST_CASE("a run that was killed while it built an index") {
  revision_run of;
  of.database.journal = {entry(1, "create table t (i int)", statement_state::done),
                         entry(2, build_index, statement_state::started)};

  SUBCASE("the index is complete: it is not built again") {
    of.database.answer(catalog_of_index, valid);
    of.begin();
    of.run("create table t (i int)");
    of.run(build_index);
    of.journal->finish();
    CHECK(of.count("create table t (i int)") == 0);
    CHECK(of.count(build_index) == 0);
    CHECK(of.written() == texts{"2 done"});
    CHECK(of.remarks == texts{"statements 1 to 2 ran before"});
    CHECK_FALSE(of.journal->has_gone_on());
  }
  SUBCASE("the index is invalid: it is dropped and built again") {
    of.database.answer(catalog_of_index, invalid);
    of.begin();
    of.run("create table t (i int)");
    of.database.notice("drop index concurrently",
                       [&of] { of.database.answer(catalog_of_index, valid); });
    of.run(build_index);
    CHECK(of.count("drop index concurrently if exists public.ix") == 1);
    CHECK(of.count(build_index) == 1);
    CHECK(of.written() == texts{"2 started", "2 done"});
    CHECK(of.remarks == texts{"statement 1 ran before",
                              "index 'ix' was left invalid: dropped it, building it again"});
  }
  SUBCASE("no index exists: it is built") {
    of.database.answer(catalog_of_index, {});
    of.begin();
    of.run("create table t (i int)");
    of.database.answer(catalog_of_index, valid);
    of.database.answer("i.indrelid operator(pg_catalog.=) pg_catalog.to_regclass($2)", {});
    of.run(build_index);
    CHECK(of.count(build_index) == 1);
    CHECK(of.written() == texts{"2 started", "2 done"});
  }
  SUBCASE("the server still builds it: the run waits, and stops when it is interrupted") {
    of.database.answer("pg_stat_progress_create_index", {"4711"});
    of.begin([] { return true; });
    of.run("create table t (i int)");
    CHECK(error_text([&] { of.run(build_index); }) == "interrupted");
    CHECK(of.remarks == texts{"statement 1 ran before",
                              "waiting for process 4711, which is still building an index"});
    CHECK(of.count(build_index) == 0);
  }
}

TEST_CASE("a run that was killed in a statement of which the catalog shows nothing") {
  revision_run of;
  of.database.journal = {entry(1, "call tidy_up()", statement_state::started)};
  of.begin();
  CHECK(error_text([&] { of.run("call tidy_up()"); }) ==
        "a run was cut off in statement 1, and the outcome is unknown\n"
        "  in: call tidy_up()\n"
        "hint: check whether the statement took effect, then record it: update "
        "\"public\".\"alembic_version_journal\" set state = 'done' where revision = 'a' and "
        "direction = 'upgrade' and position = 1; with 'failed' it runs again");
  CHECK(of.written().empty());
  CHECK(of.journal->has_left_something());
}

TEST_CASE("a statement that failed in an earlier run runs again") {
  revision_run of;
  of.database.journal = {entry(1, "call tidy_up()", statement_state::failed)};
  of.begin();
  of.run("call tidy_up()");
  CHECK(of.count("call tidy_up()") == 1);
}

TEST_CASE("an index that disappeared after an earlier run is built again") {
  revision_run of;
  of.database.journal = {entry(1, build_index, statement_state::done)};
  of.begin();
  of.database.notice(build_index, [&of] { of.database.answer(catalog_of_index, valid); });
  of.run(build_index);
  CHECK(of.count(build_index) == 1);
  CHECK(of.remarks == texts{"index 'ix' no longer exists: building it again"});
}

TEST_CASE("a detach that was cut off is finished") {
  const std::string detach = "alter table t detach partition p concurrently";
  revision_run of;
  of.database.journal = {entry(1, detach, statement_state::started)};
  of.database.answer("inhdetachpending", {"t"});
  of.begin();
  of.run(detach);
  CHECK(of.count(detach) == 0);
  CHECK(of.count("alter table t detach partition p finalize") == 1);
  CHECK(of.written() == texts{"1 done"});
  CHECK(of.remarks.front() == "partition 'p' was half detached: detached it completely");
}

TEST_CASE("a migration that changed after its first statements ran is refused") {
  revision_run of;
  of.database.journal = {entry(1, "create table t (i int)", statement_state::done),
                         entry(2, "create table u (i int)", statement_state::done)};
  of.begin();
  SUBCASE("another statement in the place of one that ran") {
    CHECK(error_text([&] { of.run("create table t (i bigint)"); }) ==
          "statement 1 has changed since it ran\n"
          "  ran: create table t (i int)\n"
          "  now: create table t (i bigint)\n"
          "hint: restore it as it ran, and make the change in a later operation; or undo its "
          "effect by hand, then: delete from \"public\".\"alembic_version_journal\" where revision "
          "= 'a' and direction = "
          "'upgrade' and position = 1");
  }
  SUBCASE("a statement that ran is no longer part of the migration") {
    of.run("create table t (i int)");
    CHECK(
        error_text([&] { of.journal->finish(); }) ==
        "statement 2 ran before, but is no longer in the migration\n"
        "  ran: create table u (i int)\n"
        "hint: put it back; or undo its effect by hand, then: delete from "
        "\"public\".\"alembic_version_journal\" where revision = 'a' and direction = 'upgrade' and "
        "position = 2");
  }
}

TEST_CASE("a connection that is lost around a statement") {
  revision_run of;
  of.begin();
  SUBCASE("before the entry that it started: nothing ran") {
    of.database.lose("insert into");
    CHECK(error_text<connection_error>([&] { of.run(build_index); }) != "no error");
    CHECK(of.count(build_index) == 0);
    CHECK_FALSE(of.journal->has_left_something());
  }
  SUBCASE("in the statement: the entry stays at started") {
    of.database.lose(build_index);
    CHECK(error_text<connection_error>([&] { of.run(build_index); }) != "no error");
    CHECK(of.written() == texts{"1 started"});
    CHECK(of.journal->has_left_something());
  }
  SUBCASE("after the statement, before the entry that it was done") {
    of.database.answer(catalog_of_index, valid);
    of.database.lose("insert into", 2);
    CHECK(error_text<connection_error>([&] { of.run(build_index); }) != "no error");
    CHECK(of.count(build_index) == 1);
    CHECK(of.journal->has_left_something());
  }
}

TEST_CASE("a statement that fails and leaves an invalid index") {
  revision_run of;
  of.begin();
  of.database.answer(catalog_of_index, invalid);
  of.database.refuse(build_index, refusal("23505", "could not create unique index"));
  CHECK(error_text([&] { of.run(build_index); }) ==
        "could not create unique index (23505)\n"
        "  in: create index concurrently ix on t (i)\n"
        "  index 'ix' is left invalid: the next run drops it");
  CHECK(of.written() == texts{"1 started", "1 failed"});
}

TEST_CASE("what could not be written down after a failure does not hide the failure") {
  revision_run of;
  of.begin();
  of.database.refuse(build_index, refusal("23505", "could not create unique index"));
  of.database.refuse("insert into", refusal("53100", "disk full"), 2);
  CHECK(error_text([&] { of.run(build_index); }).starts_with("could not create unique index"));
}

TEST_CASE("a concurrent index without a name is refused before anything runs") {
  revision_run of;
  of.begin();
  CHECK(error_text([&] {
          of.run("create index concurrently on t (i)");
        }).starts_with("an index that is built concurrently needs a name"));
  CHECK(of.database.sent.empty());
}

TEST_CASE("a transaction that the migration left open is refused") {
  revision_run of;
  of.begin();
  of.database.begin({});
  CHECK(error_text([&] {
          of.run("select 1");
        }).starts_with("the migration began a transaction and did not end it"));
}

TEST_CASE("a query reads in a transaction that can change nothing") {
  revision_run of;
  of.begin();
  of.database.answer("select 42", {"42"});
  const result_set found = of.journal->read([&] { return of.database.query("select 42", {}); });
  CHECK(found.cells.at(0) == "42");
  CHECK(of.database.statements() == texts{"begin read only", "select 42", "commit"});
  of.database.refuse("select f()", refusal("25006", "read-only transaction"));
  CHECK(
      error_text([&] { of.journal->read([&] { return of.database.query("select f()", {}); }); }) ==
      "read-only transaction (25006)\n"
      "  in: select f()\n"
      "hint: in a revision that is not transactional, op.query may only read: change rows with "
      "op.execute");
}
