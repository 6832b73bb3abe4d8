#include "sql/separate_statements.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace test_dialect_separate_statements {

using namespace revise;

namespace {

// The statements, each in brackets; "as it is" if they are not to be separated.
std::string cut(std::string_view sql, bool has_parameters = false) {
  const auto statements = separate_statements(sql, has_parameters);
  if (!statements) return "as it is";
  std::string text;
  for (const sql_statement& statement : *statements) {
    CHECK(sql.substr(statement.offset, statement.text.size()) == statement.text);
    text += '[' + std::string(statement.text) + ']';
  }
  return text;
}

}  // namespace

TEST_CASE("a text of one statement is sent as a whole") {
  for (const std::string_view sql :
       {"", " ", "-- nothing", ";", "select 1", " select 1 ; \n;", "select 1; -- at last",
        "select 'a;b'", "do $$ begin perform 1; end $$", "select $tag$ $1; $tag$",
        "create rule r as on insert to t do also (select 1; select 2)", "select a$1 from t",
        "select E'it\\'s; x'", "insert into t values ('\\')", "set search_path = a",
        "create table copy (a int)", "select '$1'"}) {
    CAPTURE(sql);
    const bool has_backslash_and_more = sql.find('\\') != sql.npos && sql.find(';') != sql.npos;
    CHECK(cut(sql) == (has_backslash_and_more ? "as it is" : '[' + std::string(sql) + ']'));
  }
}

TEST_CASE("several statements are separated, and nothing is lost of their places") {
  CHECK(cut("a; b") == "[a][b]");
  CHECK(cut(" a /* ; */ ; -- x;\n b;;\n") == "[a][b]");
  CHECK(cut("create table t (a int); do $$ begin null; end $$; select 1") ==
        "[create table t (a int)][do $$ begin null; end $$][select 1]");
}

TEST_CASE("where it is not certain, or means something else, a text is sent as it is") {
  for (const std::string_view sql :
       {"copy t from stdin", " -- c\nCOPY t to stdout", "select 1; copy t to stdout", "select $1",
        "select 1; select $2",
        "create function f() returns int language sql begin atomic select 1; select 2; end",
        "select 1; insert into t values ('\\')", "set client_encoding = 'latin1'; select 1",
        "select 1; select set_config('a.b', 'c', false)", "reset all; select 1"}) {
    CAPTURE(sql);
    CHECK(cut(sql) == "as it is");
  }
  std::string many = "select 1";
  for (int i = 1; i < 64; ++i) many += ";select 1";
  CHECK(separate_statements(many, false)->size() == 64);
  CHECK(cut(many + ";select 1") == "as it is");
}

TEST_CASE("with parameters there is one statement, and placeholders in it") {
  CHECK(cut("select $1", true) == "[select $1]");
  CHECK(cut("select $1; select $2", true) == "[select $1; select $2]");
  CHECK(cut("copy t from stdin", true) == "as it is");
}

TEST_CASE("a savepoint is seen, however it is written") {
  CHECK(may_set_savepoint("SavePoint a"));
  CHECK(may_set_savepoint("select 1; savepoint a"));
  CHECK(!may_set_savepoint("save point"));
  CHECK(!may_set_savepoint(""));
}

}  // namespace test_dialect_separate_statements
