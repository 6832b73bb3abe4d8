#include "sql/sql_statements.h"

#include <doctest/doctest.h>

#include <array>

#include "support/random_graph.h"

namespace test_dialect_sql_statements {

using namespace revise;

namespace {

using texts = std::vector<std::string>;

texts statements(std::string_view script, database_kind kind) {
  texts result;
  for (const sql_statement& s : sql_statements(script, kind)) result.emplace_back(s.text);
  return result;
}

texts on_postgresql(std::string_view script) {
  return statements(script, database_kind::postgresql);
}

texts on_sqlite(std::string_view script) { return statements(script, database_kind::sqlite); }

constexpr std::array both = {database_kind::postgresql, database_kind::sqlite};

}  // namespace

TEST_CASE("a script is cut at its semicolons") {
  for (const database_kind kind : both) {
    CAPTURE(name_of(kind));
    CHECK(statements("select 1;select 2 ; \n select 3;", kind) ==
          texts{"select 1", "select 2", "select 3"});
    CHECK(statements("select 1; select 2", kind) == texts{"select 1", "select 2"});
  }
}

TEST_CASE("what holds nothing but white space and comments is no statement") {
  for (const database_kind kind : both) {
    CAPTURE(name_of(kind));
    for (const char* nothing :
         {"", " ", "\r\n\t\f", ";", ";;; ;", "-- a; b", "/* a; b */", "/* a", "-- x\n;/* y */;"}) {
      CAPTURE(nothing);
      CHECK(statements(nothing, kind).empty());
    }
    CHECK(statements(";; select 1;; -- two\n; select 2 ;;", kind) == texts{"select 1", "select 2"});
  }
}

TEST_CASE("a statement begins and ends with a token; comments in the middle are its own") {
  for (const database_kind kind : both) {
    CAPTURE(name_of(kind));
    CHECK(
        statements("-- first;\n/* x; */ select /* ; */ 1 -- ;\n , 2 -- last;\n; -- then\nselect 3 "
                   "/* end */\n",
                   kind) == texts{"select /* ; */ 1 -- ;\n , 2", "select 3"});
  }
}

TEST_CASE("where a statement is, and whether a semicolon ends it") {
  const std::string script = "-- ü\n  select 'ß'; /* ü */ select 2 -- end";
  const auto found = sql_statements(script, database_kind::postgresql);
  REQUIRE(found.size() == 2);
  CHECK(found[0].offset == 8);
  CHECK(found[0].end == 20);
  CHECK(found[0].place == text_place{2, 3});
  CHECK(found[0].has_semicolon());
  CHECK(found[1].offset == 30);
  CHECK(found[1].end == 38);
  CHECK(found[1].place == text_place{2, 23});
  CHECK(!found[1].has_semicolon());
  CHECK(script.substr(found[1].offset, found[1].text.size()) == "select 2");
}

TEST_CASE("no semicolon in a string or a quoted name ends a statement") {
  for (const database_kind kind : both) {
    CAPTURE(name_of(kind));
    for (const char* one :
         {"select 'a;b'", "select 'it''s; --'", "select ';' ';'", "select \"a;b\"",
          "select \"a\"\";\"", "select '/*;' /* ';' */, 1", "select x';'", "select '--', ';'"}) {
      CAPTURE(one);
      CHECK(statements(one, kind) == texts{one});
      CHECK(statements(std::string(one) + ";select 1", kind) == texts{one, "select 1"});
    }
  }
}

TEST_CASE("PostgreSQL: strings with escapes") {
  CHECK(on_postgresql("select E'\\';'; select 2") == texts{"select E'\\';'", "select 2"});
  CHECK(on_postgresql("select e'\\\\'; select 2") == texts{"select e'\\\\'", "select 2"});
  CHECK(on_postgresql("select E''';'; select 2") == texts{"select E''';'", "select 2"});
  // Without the E, a backslash is an ordinary character.
  CHECK(on_postgresql("select '\\'; select 2") == texts{"select '\\'", "select 2"});
  CHECK(on_postgresql("select name'\\'; select 2") == texts{"select name'\\'", "select 2"});
  CHECK(on_sqlite("select 'a\\'; select 2") == texts{"select 'a\\'", "select 2"});
  CHECK(on_postgresql("select U&'\\0061;', N';', b'1'; x") ==
        texts{"select U&'\\0061;', N';', b'1'", "x"});
  // A string that continues on another line keeps its escapes.
  CHECK(on_postgresql("select E'a' -- and\n '\\';'; x") ==
        texts{"select E'a' -- and\n '\\';'", "x"});
  CHECK(on_postgresql("select E'a' '\\'; x") == texts{"select E'a' '\\'", "x"});
}

TEST_CASE("PostgreSQL: dollar quotes") {
  for (const char* one : {"do $$ begin; end $$", "do $x$ $$ ; $y$ ; $x$", "select $_1é$;$_1é$",
                          "select $a$ $b$a$", "select $a$ x$a$", "select 1$$;$$"}) {
    CAPTURE(one);
    CHECK(on_postgresql(std::string(one) + ";select 2") == texts{one, "select 2"});
  }
  // No dollar quote begins inside a name, with a digit, or without a second dollar.
  CHECK(on_postgresql("select a$b$; select c$b$") == texts{"select a$b$", "select c$b$"});
  CHECK(on_postgresql("prepare p as select $1; execute p($1)") ==
        texts{"prepare p as select $1", "execute p($1)"});
  CHECK(on_postgresql("select $1$; select $1$") == texts{"select $1$", "select $1$"});
  CHECK(on_postgresql("select $ a$; select $ a$") == texts{"select $ a$", "select $ a$"});
  // SQLite has no dollar quotes.
  CHECK(on_sqlite("select $a$;select 2") == texts{"select $a$", "select 2"});
}

TEST_CASE("comments nest in PostgreSQL alone, where a carriage return ends those of a line") {
  CHECK(on_postgresql("select /* a /* b; */ c; */ 1; x") ==
        texts{"select /* a /* b; */ c; */ 1", "x"});
  CHECK(on_sqlite("select /* a /* b; */ c; */ 1; x") ==
        texts{"select /* a /* b; */ c", "*/ 1", "x"});
  CHECK(on_postgresql("select /*/ ; */ 1; x") == texts{"select /*/ ; */ 1", "x"});
  CHECK(on_sqlite("select /*/ ; */ 1; x") == texts{"select /*/ ; */ 1", "x"});
  CHECK(on_postgresql("select 1 /***/; x") == texts{"select 1", "x"});
  CHECK(on_postgresql("select 2-- a\r, 1; b\nc") == texts{"select 2-- a\r, 1", "b\nc"});
  CHECK(on_sqlite("select 2-- a\r, 1; b\n, c") == texts{"select 2-- a\r, 1; b\n, c"});
}

TEST_CASE("SQLite: names in backticks and brackets") {
  CHECK(on_sqlite("select `a;``b;`; x") == texts{"select `a;``b;`", "x"});
  CHECK(on_sqlite("select [a;'b]; x") == texts{"select [a;'b]", "x"});
  CHECK(on_postgresql("select a[1]; x") == texts{"select a[1]", "x"});
  CHECK(on_postgresql("select (array[';'])[1:2]; x") == texts{"select (array[';'])[1:2]", "x"});
}

TEST_CASE("PostgreSQL: no semicolon in parentheses ends a statement") {
  CHECK(on_postgresql("create rule r as on insert to a do (delete from b; delete from c); x") ==
        texts{"create rule r as on insert to a do (delete from b; delete from c)", "x"});
  CHECK(on_postgresql("select 1); x") == texts{"select 1)", "x"});
}

TEST_CASE("PostgreSQL: the body of a SQL function is a part of the statement") {
  const std::string body =
      "f(a int) returns int language sql begin atomic\n"
      "  select case when a = 1 then case a when 2 then 3 end else 4 end;\n"
      "  select t.end, t.case from t; select 1 as end, 2 as \"end\", (case a when 1 then 2 end);\n"
      "end";
  for (const char* create : {"create function ", "CREATE OR REPLACE FUNCTION ",
                             "create /* a */ procedure ", "create or replace procedure "}) {
    CAPTURE(create);
    CHECK(on_postgresql(create + body + "; x") == texts{create + body, "x"});
    CHECK(on_postgresql(create + body) == texts{create + body});
  }
  CHECK(on_postgresql("create function f(begin int) returns int return 1; x") ==
        texts{"create function f(begin int) returns int return 1", "x"});
  CHECK(on_postgresql("create function f() returns int return case when true then 1 end; x") ==
        texts{"create function f() returns int return case when true then 1 end", "x"});
  // A transaction block is not a body.
  CHECK(on_postgresql("begin; select 1; end; x") == texts{"begin", "select 1", "end", "x"});
  CHECK(on_postgresql("begin atomic; x") == texts{"begin atomic", "x"});
  CHECK(on_postgresql("create view begin atomic; x") == texts{"create view begin atomic", "x"});
  CHECK(on_postgresql("create or function f() begin atomic; x") ==
        texts{"create or function f() begin atomic", "x"});
}

TEST_CASE("SQLite: the body of a trigger is a part of the statement") {
  const std::string rest =
      "trigger g after insert on t begin\n"
      "  update t set a = case when a = 1 then 2 end; -- end;\n"
      "  select ';end;'; /* end */\n"
      "END";
  for (const char* create : {"create ", "CREATE TEMP ", "create temporary ", "explain create ",
                             "explain query plan create "}) {
    CAPTURE(create);
    CHECK(on_sqlite(create + rest + "; x") == texts{create + rest, "x"});
    CHECK(on_sqlite(create + rest + " -- last") == texts{create + rest});
  }
  CHECK(on_sqlite("begin; select 1; end; x") == texts{"begin", "select 1", "end", "x"});
  CHECK(on_sqlite("create table trigger (end); x") == texts{"create table trigger (end)", "x"});
  // PostgreSQL's triggers have no body.
  CHECK(on_postgresql("create trigger g after insert on t execute function f(); x") ==
        texts{"create trigger g after insert on t execute function f()", "x"});
}

TEST_CASE("what is not closed goes on to the end") {
  for (const database_kind kind : both) {
    CAPTURE(name_of(kind));
    for (const char* open : {"select 'a; b", "select \"a; b", "select 'a''", "select '"}) {
      CAPTURE(open);
      CHECK(statements(open, kind) == texts{open});
    }
    CHECK(statements("select 1 /* a; b", kind) == texts{"select 1"});
  }
  for (const char* open : {"select $$a; b", "select E'a\\", "select E'a\\';", "select (1; b",
                           "create function f() begin atomic select 1; select 2"}) {
    CAPTURE(open);
    CHECK(on_postgresql(open) == texts{open});
  }
  CHECK(on_sqlite("create trigger g begin select 1; select 2;") ==
        texts{"create trigger g begin select 1; select 2;"});
}

TEST_CASE("a last semicolon comes before the comment that follows") {
  const auto ended = [](std::string_view script) {
    return with_last_semicolon(script, database_kind::postgresql);
  };
  CHECK(ended("drop table a") == "drop table a;");
  CHECK(ended("drop table a -- at; last\n") == "drop table a; -- at; last\n");
  CHECK(ended("a; b /* last */") == "a; b; /* last */");
  CHECK(ended("a;") == "a;");
  CHECK(ended("a ; -- b") == "a ; -- b");
  CHECK(ended("-- nothing") == "-- nothing");
  CHECK(ended("") == "");
  CHECK(with_last_semicolon("create trigger g begin select 1; end -- x", database_kind::sqlite) ==
        "create trigger g begin select 1; end; -- x");
}

TEST_CASE("whatever the text, statements and what is between them are the whole of it") {
  constexpr std::array pieces = {
      ";",        " ",        "\n",          "\r\n",       "'",     "''",     "\"",     "E'",
      "e'\\'",    "\\",       "$$",          "$a$",        "$1",    "a$b$",   "--",     "-- x\n",
      "/*",       "*/",       "/",           "*",          "(",     ")",      "[",      "]",
      "`",        "create ",  "or replace ", " end ",      "begin", "atomic", " case ", "function",
      "trigger ", "temp ",    "ü",           "😀",          "x",     "1",      ".",      "as",
      "\xff",     "select 1", "\v",          "select ';' "};
  test::random_numbers random(7);
  for (int round = 0; round < 5000; ++round) {
    std::string script;
    for (std::uint32_t n = random.below(30); n > 0; --n) {
      script += pieces[random.below(static_cast<std::uint32_t>(pieces.size()))];
    }
    for (const database_kind kind : both) {
      CAPTURE(name_of(kind));
      CAPTURE(script);
      std::string between;
      std::string again;
      texts cut;
      std::size_t end = 0;
      for (const sql_statement& s : sql_statements(script, kind)) {
        REQUIRE(s.offset >= end);
        REQUIRE(s.end >= s.offset + s.text.size());
        REQUIRE(!s.text.empty());
        REQUIRE(s.text == std::string_view(script).substr(s.offset, s.text.size()));
        REQUIRE(s.place == line_and_column(script, s.offset));
        REQUIRE(statements(s.text, kind) == texts{std::string(s.text)});
        between += script.substr(end, s.offset - end) + '\n';
        end = s.offset + s.text.size();
        again += std::string(s.text) + ";\n";
        cut.emplace_back(s.text);
      }
      between += script.substr(end);
      // Nothing is left out.
      REQUIRE(statements(between, kind).empty());
      // The cuts are at the semicolons that end statements, unless the last statement is not
      // closed.
      texts once_more = statements(again, kind);
      if (!cut.empty() && once_more.back().starts_with(cut.back())) once_more.back() = cut.back();
      REQUIRE(once_more == cut);
    }
  }
}

}  // namespace test_dialect_sql_statements
