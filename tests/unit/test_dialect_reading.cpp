// SQL texts that change how PostgreSQL reads their strings, or the properties of their transaction.

#include <doctest/doctest.h>

#include "sql/reading_change.h"
#include "sql/sql_statements.h"
#include "sql/transaction_control.h"
#include "sql/wrapped_transaction.h"

namespace test_dialect_reading {

using namespace revise;
using texts = std::vector<std::string>;

namespace {

texts cut(std::string_view sql, bool standard_strings = true) {
  texts found;
  for (const sql_statement& one : sql_statements(sql, postgresql, standard_strings)) {
    found.emplace_back(one.text);
  }
  return found;
}

std::string around(std::string_view sql, database_kind kind = postgresql) {
  const auto found = transaction_around(sql, kind);
  if (!found) return "none";
  const std::string inner = without_transaction(sql, *found);
  CHECK(inner.size() == sql.size());
  return inner + "|" + found->modes;
}

}  // namespace

TEST_CASE("strings end where the setting that the text makes has them end") {
  const std::string behind = "; select 'a\\'; b'; select 2";
  const texts off = {"select 'a\\'; b'", "select 2"};
  for (const std::string set :
       {"set standard_conforming_strings = off", "SET Standard_Conforming_Strings TO 'OFF'",
        "set session standard_conforming_strings=false",
        "set local standard_conforming_strings to 0", "set \"standard_conforming_strings\" = no",
        "select set_config('standard_conforming_strings', 'off', false)",
        "select pg_catalog.set_config('standard_conforming_strings','of',true) as x"}) {
    CAPTURE(set);
    const texts found = cut(set + behind);
    REQUIRE(found.size() == 3);
    CHECK(texts(found.begin() + 1, found.end()) == off);
  }
  const texts on = {"select 'a\\'", "b'; select 2"};
  for (const std::string set :
       {"set standard_conforming_strings = on", "reset standard_conforming_strings", "reset all",
        "discard all", "set standard_conforming_strings to default"}) {
    CAPTURE(set);
    const texts found = cut(set + behind, false);
    REQUIRE(found.size() == 3);
    CHECK(texts(found.begin() + 1, found.end()) == on);
  }
  CHECK(cut("select 'set standard_conforming_strings = off'" + behind).size() == 3);
  CHECK(cut("select 'a\\'; b'; select 2", false) == off);
  // Bit strings and quoted names have no escapes.
  CHECK(cut("set standard_conforming_strings = off; select \"a\\\"; select 2").size() == 3);
}

TEST_CASE("what may change how texts are read is seen by its words") {
  for (const char* sql :
       {"set client_encoding = 'LATIN1'", "SET NAMES 'x'", "set session names 'x'", "reset all",
        "discard  all", "do $$ begin set standard_conforming_strings = off; end $$",
        "select set_config('client_encoding', 'LATIN1', false)"}) {
    CAPTURE(sql);
    CHECK(may_change_reading(sql));
  }
  for (const char* sql : {"select names from t", "set search_path = a", "reset search_path",
                          "select all_names from reset", "discard temp", ""}) {
    CAPTURE(sql);
    CHECK(!may_change_reading(sql));
  }
}

TEST_CASE("a transaction around a whole text is found, whatever its words are") {
  CHECK(around("begin; select 1; commit") == "       select 1;       |");
  CHECK(around("-- a\nBEGIN WORK;\nselect 1;\nEND;\n-- b") ==
        "-- a\n           \nselect 1;\n    \n-- b|");
  CHECK(
      around(
          "start transaction isolation level serializable, not deferrable; select 1; commit work;")
          .ends_with("|isolation level serializable, not deferrable"));
  CHECK(around("set search_path = a; begin; savepoint s; release s; commit; reset search_path") ==
        "set search_path = a;        savepoint s; release s;         reset search_path|");
  CHECK(around("begin; create function f() returns int begin atomic select 1; end; commit")
            .find("begin atomic") != std::string::npos);
  CHECK(around("begin immediate transaction; select 1; commit", sqlite) ==
        "                             select 1;       |");
  CHECK(around("pragma foreign_keys=off; begin exclusive; select 1; end; pragma foreign_keys=on",
               sqlite) != "none");
  for (const char* sql :
       {"select 1", "begin", "begin; select 1", "select 1; commit", "begin; commit; select 1",
        "select 1; begin; commit", "begin; commit; begin; commit", "begin; rollback",
        "begin; commit and chain", "begin read only; commit", "begin; begin; commit; commit",
        "begin immediate; commit", "begin; prepare transaction 'x'; commit"}) {
    CAPTURE(sql);
    CHECK(around(sql) == "none");
  }
}

TEST_CASE("statements that have to be first in a transaction are taken out of the text") {
  const auto first = [](std::string_view sql, bool is_first = true) {
    const opening_statements found = statements_to_be_first(sql, is_first);
    std::string text;
    for (const std::string& one : found.statements) text += one + "|";
    return text + found.rest + (found.too_late ? "|" + std::to_string(*found.too_late) : "");
  };
  CHECK(first("-- a\nset transaction isolation level serializable;\nselect 1") ==
        "set transaction isolation level serializable|-- a\n\nselect 1");
  CHECK(first("set search_path = a; SET LOCAL transaction_isolation = 'serializable'; select 1") ==
        "SET LOCAL transaction_isolation = 'serializable'|set search_path = a;  select 1");
  CHECK(first("set transaction snapshot 'x'; set transaction deferrable") ==
        "set transaction snapshot 'x'|set transaction deferrable| ");
  // These statements have a meaning anywhere in a transaction.
  CHECK(first("select 1; set transaction read only") == "select 1; set transaction read only");
  CHECK(first("select 1; set transaction isolation level read committed") ==
        "select 1; set transaction isolation level read committed");
  CHECK(first("select 1; set session characteristics as transaction deferrable") ==
        "select 1; set session characteristics as transaction deferrable");
  CHECK(first("select 1; set transaction isolation level serializable") ==
        "select 1; set transaction isolation level serializable|10");
  CHECK(first("set transaction isolation level serializable", false).ends_with("|0"));
}

}  // namespace test_dialect_reading
