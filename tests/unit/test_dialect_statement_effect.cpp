#include "sql/statement_effect.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace test_dialect_statement_effect {

using namespace revise;

namespace {

std::string_view word(statement_effect::kind what) {
  using kind = statement_effect::kind;
  switch (what) {
    case kind::unknown:
      return "unknown";
    case kind::repeatable:
      return "repeatable";
    case kind::index_created:
      return "index created";
    case kind::index_dropped:
      return "index dropped";
    case kind::index_rebuilt:
      return "index rebuilt";
    case kind::partition_detached:
      return "partition detached";
    case kind::constraint_validated:
      return "constraint validated";
    case kind::database_created:
      return "database created";
    case kind::database_dropped:
      return "database dropped";
    case kind::tablespace_created:
      return "tablespace created";
    case kind::tablespace_dropped:
      return "tablespace dropped";
  }
  return "";
}

// The effect, then the name, the table and the scope, if there are any.
std::string told(std::string_view statement) {
  const statement_effect effect = effect_of(statement);
  std::string text(word(effect.what));
  for (const std::string& part : {effect.name, effect.table, effect.scope}) {
    if (!part.empty()) text += " | " + part;
  }
  return text;
}

}  // namespace

TEST_CASE("a statement's words tell what it leaves in the catalog") {
  CHECK(told("create index concurrently ix_a on t (a)") == "index created | ix_a | t");
  CHECK(told("/* x */ CREATE unique INDEX CONCURRENTLY -- y\n if not exists \"Ix \"\"a\" ON ONLY "
             "\"S\" . t using gin (a) where b > 0") == "index created | \"Ix \"\"a\" | \"S\" . t");
  CHECK(told("create index concurrently on s.t (a)") == "index created | s.t");
  CHECK(told("create index concurrently \"on\" on t (a)") == "index created | \"on\" | t");
  CHECK(told("drop index concurrently if exists s.ix_a") == "index dropped | s.ix_a");
  CHECK(told("drop index concurrently ix_a") == "index dropped | ix_a");
  CHECK(told("reindex index concurrently ix_a") == "index rebuilt | ix_a | index");
  CHECK(told("reindex (verbose, tablespace x) table concurrently s.t") ==
        "index rebuilt | s.t | table");
  CHECK(told("reindex (concurrently, verbose) table t") == "index rebuilt | t | table");
  CHECK(told("reindex schema concurrently s") == "index rebuilt | s | schema");
  CHECK(told("reindex database concurrently d") == "index rebuilt | d | database");
  CHECK(told("alter table if exists only s.t detach partition s.t1 concurrently") ==
        "partition detached | s.t1 | s.t");
  CHECK(told("alter table t validate constraint c") == "constraint validated | c | t");
  CHECK(told("create database \"D 1\" template x") == "database created | \"D 1\"");
  CHECK(told("drop database if exists d") == "database dropped | d");
  CHECK(told("create tablespace s location '/x'") == "tablespace created | s");
  CHECK(told("drop tablespace s") == "tablespace dropped | s");
  for (const char* again :
       {"vacuum full t", "analyze", "cluster t", "checkpoint", "reindex table t",
        "alter system set work_mem = '4MB'", "reindex (verbose) schema s"}) {
    CAPTURE(again);
    CHECK(told(again) == "repeatable");
  }
  for (const char* other :
       {"create index ix_a on t (a)", "drop index ix_a", "alter table t detach partition t1",
        "alter table t detach partition t1 finalize", "alter table t add a integer",
        "create table concurrently (a integer)", "call p()", "select 'vacuum'", "", "create",
        "create index concurrently", "drop table t", "alter",
        "create unique index concurrently a"}) {
    CAPTURE(other);
    CHECK(told(other) == "unknown");
  }
}

TEST_CASE("whether a text names something") {
  CHECK(names("drop index concurrently ix_a", "ix_a"));
  CHECK(names("drop index S.IX_A", "ix_a"));
  CHECK(names("alter index \"ix_a\" rename to b", "s.ix_a"));
  CHECK(names("drop index \"Ix \"\"a\"", "\"Ix \"\"a\""));
  CHECK(names("drop index x", "\"S\" . x"));
  CHECK(!names("drop index ix_ab", "ix_a"));
  CHECK(!names("select 'ix_a' -- ix_a", "ix_a"));
  CHECK(!names("drop index \"IX_A\"", "ix_a"));
  CHECK(!names("", "ix_a"));
}

}  // namespace test_dialect_statement_effect
