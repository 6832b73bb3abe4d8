#include "sql/sql_piece.h"

#include <doctest/doctest.h>

#include "support/error_text.h"

namespace test_dialect_sql_piece {

using namespace revise;
using namespace revise::test;

namespace {

std::string on_postgresql(const raw_sql& given, piece_form form = piece_form::part) {
  return sql_piece(given, database_kind::postgresql, {"'where' of", "t"}, form);
}

std::string on_sqlite(const raw_sql& given, piece_form form = piece_form::part) {
  return sql_piece(given, database_kind::sqlite, {"'where' of", "t"}, form);
}

std::string refusal(const raw_sql& given, piece_form form = piece_form::part) {
  std::string on_both = error_text([&] { on_postgresql(given, form); });
  CHECK(error_text([&] { on_sqlite(given, form); }) == on_both);
  return on_both;
}

}  // namespace

TEST_CASE("a piece of SQL is itself, and a line comment at its end is closed") {
  for (const char* whole :
       {"a > 0", " a\n", "f(a, (b))", "'--' || '(' || ';'", "\"a;\" = 1", "a /* ( ; */ > 0",
        "a -- (\n > 0", "a -- x\n", "/* b */ a", "-- first\na"}) {
    CAPTURE(whole);
    CHECK(on_postgresql(whole) == whole);
    CHECK(on_sqlite(whole) == whole);
  }
  for (const char* open : {"a -- x", "a --", "a > 0 -- 'x", "a -- )", "a -- /*"}) {
    CAPTURE(open);
    CHECK(on_postgresql(open) == std::string(open) + '\n');
    CHECK(on_sqlite(open) == std::string(open) + '\n');
  }
  CHECK(on_postgresql("a[1:2] || $$(;--$$ || E'\\'('") == "a[1:2] || $$(;--$$ || E'\\'('");
  CHECK(on_sqlite("[a ;(] = `b)`") == "[a ;(] = `b)`");
}

TEST_CASE("a piece of SQL that is not whole is refused") {
  CHECK(refusal("a = 'x") ==
        "'where' of 't' has an unclosed quote\n"
        "hint: close it in the same text");
  CHECK(refusal("a = \"x -- y") ==
        "'where' of 't' has an unclosed quote\n"
        "hint: close it in the same text");
  CHECK(refusal("a /* x") ==
        "'where' of 't' has an unclosed comment\n"
        "hint: close it in the same text");
  CHECK(refusal("(a > 0") ==
        "'where' of 't' has an unclosed '('\n"
        "hint: close it in the same text");
  CHECK(refusal("(a > 0 -- )") ==
        "'where' of 't' has an unclosed '('\n"
        "hint: close it in the same text");
  CHECK(refusal("a) or (b") ==
        "'where' of 't' has an unmatched ')'\n"
        "hint: give one whole part of a statement");
  CHECK(refusal("a; drop table t") ==
        "'where' of 't' has a semicolon, but is only part of a statement\n"
        "hint: op.execute runs several statements");
  CHECK(refusal("(a; b)") == refusal("a;"));
  CHECK(refusal("") == "'where' of 't' contains no SQL\nhint: leave it out, or give SQL");
  for (const char* nothing : {" \n", "-- x", "/* x */", " -- x\n -- y\n"}) {
    CHECK(refusal(nothing) == refusal(""));
  }
  CHECK(refusal(std::string("a\0b", 3)) ==
        "'where' of 't' contains a NUL byte, which SQL does not allow\nhint: leave it out");
  CHECK(error_text([] { on_postgresql("a $x$ b"); }) ==
        "'where' of 't' has an unclosed quote\nhint: close it in the same text");
  CHECK(error_text([] { on_postgresql("a[1"); }) ==
        "'where' of 't' has an unclosed '['\nhint: close it in the same text");
  CHECK(error_text([] { on_postgresql("(a]"); }) ==
        "'where' of 't' has an unmatched ']'\n"
        "hint: give one whole part of a statement");
  CHECK(error_text([] { on_sqlite("`a"); }) ==
        "'where' of 't' has an unclosed quote\nhint: close it in the same text");
}

TEST_CASE("the semicolons at the end of a query are left out") {
  CHECK(on_postgresql("select 1;\n", piece_form::query) == "select 1");
  CHECK(on_postgresql("select 1 ; ; -- done", piece_form::query) == "select 1");
  CHECK(on_postgresql("select 1 -- one;\n", piece_form::query) == "select 1 -- one;\n");
  CHECK(refusal("select 1; select 2", piece_form::query) ==
        "'where' of 't' has a semicolon, but is only part of a statement\n"
        "hint: op.execute runs several statements");
  CHECK(refusal(";", piece_form::query) ==
        "'where' of 't' contains no SQL\nhint: leave it out, or give SQL");
}

TEST_CASE("a single expression has no comma outside of brackets") {
  CHECK(on_postgresql("f(a, b)", piece_form::expression) == "f(a, b)");
  CHECK(on_postgresql("array[1, 2]", piece_form::expression) == "array[1, 2]");
  CHECK(refusal("0, b integer", piece_form::expression) ==
        "'where' of 't' has a comma outside of brackets\nhint: give one expression");
}

TEST_CASE("the body of a trigger has statements, and does not end the trigger") {
  const std::string body = "update t set n = case when n > 1 then 2 end; delete from u; -- end";
  CHECK(on_sqlite(body, piece_form::body) == body + '\n');
  CHECK(
      error_text([] { on_sqlite("delete from u; end; drop table t;", piece_form::body); }) ==
      "'where' of 't' has an 'end' that would end the trigger\nhint: leave out 'begin' and 'end'");
  CHECK(error_text([] { on_sqlite("delete from u", piece_form::body); }) ==
        "'where' of 't' does not end its last statement\n"
        "hint: put a semicolon after each statement");
}

TEST_CASE("two texts are the same SQL whatever comments and spaces are in them") {
  const auto is_default = [](const raw_sql& given) {
    return is_same_sql(given, "default", database_kind::postgresql);
  };
  CHECK(is_default("default"));
  CHECK(is_default(" DEFAULT -- the rest"));
  CHECK_FALSE(is_default("defaults"));
  CHECK_FALSE(is_default("default 1"));
  CHECK_FALSE(is_default(""));
  CHECK(is_same_sql("now ( )", "now()", database_kind::sqlite));
}

}  // namespace test_dialect_sql_piece
