#include "sql/script_text.h"

#include <doctest/doctest.h>

#include "support/error_text.h"

namespace test_dialect_script_text {

using namespace revise;
using namespace revise::test;

namespace {

std::string on_postgresql(std::string_view sql) {
  return script_text(sql, database_kind::postgresql);
}

std::string on_sqlite(std::string_view sql) { return script_text(sql, database_kind::sqlite); }

// The error for SQL that a script cannot contain, for psql or for the sqlite3 shell.
std::string refusal(std::string_view sql, database_kind kind) {
  return error_text([&] { return script_text(sql, kind); });
}

constexpr auto psql = database_kind::postgresql;
constexpr auto shell = database_kind::sqlite;

}  // namespace

TEST_CASE("a text is ended by one semicolon, whatever it ends with") {
  for (const auto& written : {on_postgresql, on_sqlite}) {
    CHECK(written("select 1") == "select 1;");
    CHECK(written("select 1;") == "select 1;");
    CHECK(written("select 1; -- last") == "select 1; -- last");
    CHECK(written("select 1 -- last") == "select 1; -- last");
    CHECK(written("select 1 /* ; */") == "select 1; /* ; */");
    CHECK(written("select ';'") == "select ';';");
    CHECK(written("select 1; select 2") == "select 1; select 2;");
    CHECK(written("-- nothing") == "-- nothing");
    CHECK(written("") == "");
  }
}

TEST_CASE("psql is kept from replacing what looks like a variable of its own") {
  CHECK(on_postgresql("select (array[1,2,3])[1:2]") == "select (array[1,2,3])[1:2];");
  CHECK(on_postgresql("select a[lo:hi]") == "select a[lo\\:hi];");
  CHECK(on_postgresql("select a[:HOST]") == "select a[\\:HOST];");
  CHECK(on_postgresql("select a[1:\"HOST\"]") == "select a[1\\:\"HOST\"];");
  CHECK(on_postgresql("select a[1:ü]") == "select a[1\\:ü];");
  CHECK(on_postgresql("select a[1:2x]") == "select a[1\\:2x];");
  CHECK(on_postgresql("select 1::int, x::\"T\"") == "select 1::int, x::\"T\";");
  CHECK(on_postgresql("select a[1::int:HOST]") == "select a[1::int\\:HOST];");
  CHECK(on_postgresql("select a[x:::HOST]") == "select a[x::\\:HOST];");
  CHECK(on_postgresql("call f(a := HOST)") == "call f(a := HOST);");
  CHECK(on_postgresql("call f(a:=HOST)") == "call f(a:=HOST);");
  CHECK(on_postgresql("select ':HOST', $$ :HOST :'x' $$, \":HOST\" -- :HOST") ==
        "select ':HOST', $$ :HOST :'x' $$, \":HOST\"; -- :HOST");
  CHECK(on_postgresql("select a[1 : b]") == "select a[1 : b];");
  // The sqlite3 shell has no such variables.
  CHECK(on_sqlite("select ':a', x'00'") == "select ':a', x'00';");
}

TEST_CASE("what is not closed would swallow the rest of the script") {
  const std::string refused =
      "a string, a comment, a parenthesis or a body in the SQL is not closed";
  for (const char* sql : {"select 'a", "select \"a", "select 1 /* a", "/* a", "select 'it''s"}) {
    CAPTURE(sql);
    CHECK(refusal(sql, psql) == refused);
    CHECK(refusal(sql, shell) == refused);
  }
  for (const char* sql : {"select $$a", "select $x$ a $$", "select E'a\\'", "select (1",
                          "create function f() returns int begin atomic select 1;"}) {
    CAPTURE(sql);
    CHECK(refusal(sql, psql) == refused);
  }
  CHECK(refusal("create trigger g after insert on t begin select 1;", shell) == refused);
  CHECK(refusal("select [a", shell) == refused);
  CHECK(refusal("select 1 -- 'a", psql) == "no error");
}

TEST_CASE("what the shell would take for a command of its own is refused") {
  CHECK(refusal("select 1 \\gexec", psql) ==
        "psql reads a backslash outside a string as a command");
  CHECK(refusal("\\! ls", psql) == "psql reads a backslash outside a string as a command");
  CHECK(on_postgresql("select '\n\\! ls\n', E'\\\\', $$\n\\q\n$$ -- \\x\n/* \\x */") ==
        "select '\n\\! ls\n', E'\\\\', $$\n\\q\n$$; -- \\x\n/* \\x */");
  CHECK(refusal("copy t from stdin", psql) ==
        "copy from or to the client cannot be sent as SQL text\n"
        "hint: use insert, or copy from a file on the server");
  CHECK(refusal("select 1; COPY (select 1) to STDOUT", psql) ==
        "copy from or to the client cannot be sent as SQL text\n"
        "hint: use insert, or copy from a file on the server");
  CHECK(refusal("copy t from '/stdin'", psql) == "no error");
  CHECK(refusal(".shell ls", shell) ==
        "a statement begins with '.', which the sqlite3 shell reads as a command");
  CHECK(refusal("select 1;\n#x", shell) ==
        "a statement begins with '#', which the sqlite3 shell reads as a command");
  CHECK(refusal("select '\n.shell ls\n'", shell) == "no error");
  CHECK(refusal("select 6\n /\n2", shell) ==
        "a line that contains only '/' ends a statement in the sqlite3 shell\n"
        "hint: join it with the line before it");
  CHECK(refusal("select 1\nGo\n, 2", shell) ==
        "a line that contains only 'Go' ends a statement in the sqlite3 shell\n"
        "hint: join it with the line before it");
  CHECK(refusal("select 6 /\n2, '\n/\n' /*\n/\n*/", shell) == "no error");
  CHECK(refusal("select 6\n/\n2", psql) == "no error");
  const std::string_view nul("select '\0'", 10);
  CHECK(refusal(nul, psql) == "the SQL contains a NUL byte and would be cut there");
}

TEST_CASE("a comment holds any text") {
  CHECK(script_comment("") == "-- \n");
  CHECK(script_comment("a\nb") == "-- a\n-- b\n");
  CHECK(script_comment("a\r\x1b[2J\tb\x7f") == "-- a\\x0d\\x1b[2J\\x09b\\x7f\n");
  CHECK(script_comment("ü€😀") == "-- ü€😀\n");
  CHECK(script_comment("\xff \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \xe2\x82") ==
        "-- \\xff \\xc0\\xaf \\xed\\xa0\\x80 \\xf4\\x90\\x80\\x80 \\xe2\\x82\n");
}

TEST_CASE("a carriage return at the end of a line in a string is not lost on the sqlite3 shell") {
  CHECK(on_sqlite("select 'a\r\n''b\rc\n'\r\n, 1") ==
        "select ('a' || char(13) || '\n''b\rc\n')\r\n, 1;");
  CHECK(refusal("select \"a\r\nb\"", shell) ==
        "a quoted name contains CR LF, which the sqlite3 shell would change");
  CHECK(on_postgresql("select 'a\r\n'") == "select 'a\r\n';");
}

TEST_CASE("a string whose end depends on a setting is one that depends on none") {
  CHECK(on_postgresql("set standard_conforming_strings = off; create table t(s text); insert into "
                      "t values ('it\\'s'), ('a\\\\b'), ('c'), (E'\\\\');") ==
        "set standard_conforming_strings = off; create table t(s text); insert into "
        "t values (E'it\\'s'), (E'a\\\\b'), ('c'), (E'\\\\');");
  CHECK(on_postgresql("set standard_conforming_strings = off; select text'\\'', 'a'\n'\\'' as b") ==
        "set standard_conforming_strings = off; select text E'\\'', E'a'\n'\\'' as b;");
  CHECK(on_postgresql("set standard_conforming_strings = off; select $$'\\'$$; "
                      "reset all; select '\\', a[x:y]") ==
        "set standard_conforming_strings = off; select $$'\\'$$; "
        "reset all; select '\\', a[x\\:y];");
}

}  // namespace test_dialect_script_text
