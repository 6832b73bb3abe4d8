#include "database/sql_error.h"

#include <doctest/doctest.h>

#include "support/error_text.h"

namespace test_database_sql_error {

using namespace revise;
using revise::test::text_of;

namespace {

std::string told(const std::string& sql, std::size_t position) {
  return text_of(sql_error({.sqlstate = "42601",
                            .message = "syntax error",
                            .detail = {},
                            .hint = {},
                            .context = {},
                            .statement = sql,
                            .position = position}));
}

}  // namespace

TEST_CASE("an SQL error tells all that the database said, and where") {
  const sql_error thrown({.sqlstate = "23505",
                          .message = "duplicate key",
                          .detail = "Key (a)=(1) already exists.",
                          .hint = "try 2",
                          .context = "PL/pgSQL function f() line 1",
                          .statement = "select 1;\n  select f();\nselect 2",
                          .position = 20},
                         {"a.cpp", 12});
  CHECK(text_of(thrown) ==
        "duplicate key (23505)\n"
        "  detail: Key (a)=(1) already exists.\n"
        "  server's hint: try 2\n"
        "  context: PL/pgSQL function f() line 1\n"
        "  line 2 of the SQL, column 10:\n"
        "      select f();\n"
        "             ^");
  CHECK(thrown.where().line == 12);
  CHECK(thrown.failure().statement == "select 1;\n  select f();\nselect 2");
}

TEST_CASE("the place in the SQL is its line with a caret below") {
  CHECK(told("select", 1) ==
        "syntax error (42601)\n  line 1 of the SQL, column 1:\n    select\n    ^");
  CHECK(told("a\nb", 3) == "syntax error (42601)\n  line 2 of the SQL, column 1:\n    b\n    ^");
  CHECK(told("a\nb\n", 2) == "syntax error (42601)\n  line 1 of the SQL, column 2:\n    a\n     ^");
  CHECK(told("select (", 9) ==
        "syntax error (42601)\n  line 1 of the SQL, column 9:\n    select (\n            ^");
}

TEST_CASE("the caret stands below its character, though a tab or a letter takes several bytes") {
  CHECK(told("select 'üß€' x", 18) ==
        "syntax error (42601)\n  line 1 of the SQL, column 14:\n    select 'üß€' x\n"
        "                 ^");
  CHECK(told("\tselect x", 9) ==
        "syntax error (42601)\n  line 1 of the SQL, column 9:\n    \tselect x\n    \t       ^");
}

TEST_CASE("of a text from a file the place is told apart from its picture") {
  const auto in_file = [](const std::string& sql, std::size_t position) {
    return sql_error({.sqlstate = "42601",
                      .message = "syntax error",
                      .detail = {},
                      .hint = {},
                      .context = {},
                      .statement = sql,
                      .position = position},
                     {"a.cpp", 12}, "/v/a.sql");
  };
  CHECK(in_file("select 'ü',\r\n\tx;\r\n", 16).place_in_file() == "/v/a.sql:2:2");
  CHECK(text_of(in_file("select 'ü',\r\n\tx;\r\n", 16)) ==
        "syntax error (42601)\n    \tx;\n    \t^");
  CHECK(in_file("select 1;\r\nselect 2", 0).place_in_file() == "/v/a.sql");
  CHECK(text_of(in_file("select 1;\r\nselect 2", 0)) ==
        "syntax error (42601)\n  in: select 1; ...");
  CHECK(sql_error({}, {"a.cpp", 12}).place_in_file().empty());
}

TEST_CASE("without a place the beginning of the SQL is shown") {
  CHECK(told("", 0) == "syntax error (42601)");
  CHECK(told("select 1", 0) == "syntax error (42601)\n  in: select 1");
  CHECK(told("select 1;\nselect 2", 0) == "syntax error (42601)\n  in: select 1; ...");
  CHECK(told("select 1", 99) == "syntax error (42601)\n  in: select 1");
  CHECK(told(std::string(150, 'x'), 0) ==
        "syntax error (42601)\n  in: " + std::string(100, 'x') + " ...");
  CHECK(told("\n\n  select 1", 0) == "syntax error (42601)\n  in: select 1");
}

TEST_CASE("a long line is cut around the place, between characters") {
  const std::string text = std::string(200, 'x') + "!" + std::string(200, 'y');
  CHECK(told(text, 201) == "syntax error (42601)\n  line 1 of the SQL, column 201:\n    " +
                               std::string(50, 'x') + "!" + std::string(49, 'y') + "\n    " +
                               std::string(50, ' ') + "^");
  // Cut to a hundred bytes or slightly more.
  std::string euros;
  for (int i = 0; i < 200; ++i) euros += "€";
  CHECK(told(euros + "!" + euros, 601) ==
        "syntax error (42601)\n  line 1 of the SQL, column 201:\n    " + euros.substr(0, 51) + "!" +
            euros.substr(0, 48) + "\n    " + std::string(17, ' ') + "^");
}

TEST_CASE("what may be a password is not told, and the caret still stands below its character") {
  CHECK(told("select 1;\nalter role a password 'SECRET\nSECRET' bad", 49) ==
        "syntax error (42601)\n  line 3 of the SQL, column 9:\n"
        "    alter role a password '***' bad\n"
        "                                ^");
  CHECK(told("create role a password 'SECRET' bad", 0) ==
        "syntax error (42601)\n  in: create role a password '***' bad");
  const sql_error thrown({.sqlstate = "42601",
                          .message = "syntax error at or near \"'SECRET'\"",
                          .detail = "password=SECRET user=u",
                          .hint = "not as in postgresql://u:SECRET@h",
                          .context = "SQL statement \"alter role a password 'SECRET'\"",
                          .statement = "alter role a set password 'SECRET'",
                          .position = 27});
  CHECK(text_of(thrown) ==
        "syntax error at or near \"***\" (42601)\n"
        "  detail: password=*** user=u\n"
        "  server's hint: not as in postgresql://u:***@h\n"
        "  context: SQL statement \"alter role a password '***'\"\n"
        "  line 1 of the SQL, column 27:\n"
        "    alter role a set password '***'\n"
        "                              ^");
}

TEST_CASE("rows and secret keys in a server's words are not shown, other keys are") {
  const auto detail = [](const char* text, const char* sqlstate) {
    sql_failure failure;
    failure.sqlstate = sqlstate;
    failure.detail = text;
    return sql_error(failure).problems().at(0);
  };
  CHECK(detail("Failing row contains (1, ann) = (, x)).", "23502") ==
        "detail: Failing row contains (***).");
  CHECK(detail("Fehlgeschlagene Zeile enthält (1, x).", "23514") ==
        "detail: Fehlgeschlagene Zeile enthält (***).");
  CHECK(detail("Partition key of the failing row contains (a) = (5).", "23514") ==
        "detail: Partition key of the failing row contains (a) = (5).");
  CHECK(detail("Key (email)=(a@b.org) already exists.", "23505") ==
        "detail: Key (email)=(a@b.org) already exists.");
  CHECK(detail("Key (user_id, api_key)=(1, x) already exists.", "23505") ==
        "detail: Key (user_id, api_key)=(***) already exists.");
  CHECK(detail("Key (lower(token))=(x) is not present in table \"t\".", "23503") ==
        "detail: Key (lower(token))=(***) is not present in table \"t\".");
  CHECK(detail("There are 2 other sessions (1, 2).", "55006") ==
        "detail: There are 2 other sessions (1, 2).");
}

TEST_CASE("lines and parameters in a server's context are not shown") {
  const auto context = [](const char* text) {
    sql_failure failure;
    failure.context = text;
    return sql_error(failure).problems().at(0);
  };
  CHECK(context("COPY t, line 2: \"1,x\"") == "context: COPY t, line 2: ***");
  CHECK(context("COPY t, line 2, column id: \"y\"") == "context: COPY t, line 2, column id: \"y\"");
  CHECK(context("COPY t, line 2, column password: \"y\"") ==
        "context: COPY t, line 2, column password: \"***\"");
  CHECK(context("COPY t, line 70000") == "context: COPY t, line 70000");
  CHECK(context("extended query with parameters: $1 = 'x', $2 = '1'") ==
        "context: extended query with parameters: $1 = ***");
}

TEST_CASE("of a very long statement, what is around the place is searched and shown") {
  const std::string text = "select '" + std::string(3'000'000, 'x') + "'\npassword 'SECRET' bad";
  CHECK(told(text, text.size() - 2) ==
        "syntax error (42601)\n  line 2 of the SQL, column 19:\n    password '***' bad\n"
        "                   ^");
}

}  // namespace test_database_sql_error
