#include "dialect/plain_sql.h"

#include <doctest/doctest.h>

#include "support/error_text.h"
#include "util/error.h"

namespace test_dialect_plain_sql {

using namespace revise;
using revise::test::error_text;

namespace {

std::string on_postgresql(const std::string& sql) {
  return error_text<error>(
      [&] { check_plain_sql({.sql = sql, .file = "/a.sql"}, database_kind::postgresql); });
}

std::string on_sqlite(const std::string& sql) {
  return error_text<error>(
      [&] { check_plain_sql({.sql = sql, .file = "/a.sql"}, database_kind::sqlite); });
}

}  // namespace

TEST_CASE("a file is read with the strings that hold where it begins") {
  const operations_data::execute file{.sql = "insert into fk values ('it\\'s'), ('a\\\\b');",
                                      .file = "/f2.sql"};
  CHECK(error_text<error>([&] { check_plain_sql(file, database_kind::postgresql, false); }) ==
        "no error");
  CHECK(error_text<error>([&] { check_plain_sql(file, database_kind::postgresql); }) ==
        "/f2.sql:1:37: '\\\\b')' is a command of psql, not SQL\n"
        "hint: remove it, or write it as SQL");
}

TEST_CASE("commands of psql are refused by name and place") {
  CHECK(on_postgresql("select 1;\n  \\i other.sql\n") ==
        "/a.sql:2:3: '\\i' is a command of psql, not SQL\n"
        "hint: call op.execute_file again, with that file");
  CHECK(on_postgresql("\\connect - postgres\n") ==
        "/a.sql:1:1: '\\connect' is a command of psql, not SQL\n"
        "hint: remove it: revise is already connected to the database of its URL");
  CHECK(on_postgresql("\n\\copy t from 'f.csv' csv") ==
        "/a.sql:2:1: '\\copy' is a command of psql, not SQL\n"
        "hint: write 'insert' instead, as pg_dump --inserts does");
  CHECK(on_postgresql("--\n--\n\n\\restrict abc\n") ==
        "/a.sql:4:1: '\\restrict' is a command of psql, not SQL\n"
        "hint: remove it: pg_dump writes it only for psql");
  CHECK(on_postgresql("select 'ü' \\gset") ==
        "/a.sql:1:12: '\\gset' is a command of psql, not SQL\n"
        "hint: remove it, or write it as SQL");
  CHECK(on_postgresql("\\") ==
        "/a.sql:1:1: '\\' is a command of psql, not SQL\nhint: remove it, or write it as SQL");
  CHECK(on_sqlite("\\i b.sql") ==
        "/a.sql:1:1: '\\i' is a command of psql, not SQL\n"
        "hint: call op.execute_file again, with that file");
}

TEST_CASE("data below a copy is refused, whatever is in it") {
  const char* const refused =
      "/a.sql:2:1: 'copy ... from stdin' is followed by its data, which only psql can send\n"
      "hint: write 'insert' instead, as pg_dump --inserts does";
  CHECK(on_postgresql(
            "select 1;\nCOPY public.t (a, \"from\") FROM stdin;\n1\tit's $$ /* \\N\n\\.\n") ==
        refused);
  CHECK(on_postgresql("select 1;\ncopy t from /* ; */ stdin with (format csv)") == refused);
  // A copy from the server's own files, and texts that only look like `copy from stdin`.
  CHECK(on_postgresql("copy t from '/tmp/x'; copy (select a from t) to stdout") == "no error");
  CHECK(on_postgresql("copy t from 'stdin'; select a from stdin") == "no error");
  CHECK(on_postgresql("select 1 as copy from stdin") == "no error");
  CHECK(on_sqlite("copy t from stdin") == "no error");
}

TEST_CASE("commands of the sqlite3 shell are refused for SQLite") {
  CHECK(on_sqlite("select 1;\n.read b.sql\n") ==
        "/a.sql:2:1: '.read' is a command of the sqlite3 shell, not SQL\n"
        "hint: remove it, or write it as SQL");
  CHECK(on_sqlite("select a.b, .5 from a") == "no error");
  CHECK(on_postgresql(".read") == "no error");
}

TEST_CASE("a backslash in a string, a name or a comment is no command") {
  CHECK(on_postgresql("select '\\i', E'\\'', \"\\c\", $$\n\\i x\n$$; -- \\q\n/* \n\\! rm\n */") ==
        "no error");
  CHECK(on_sqlite("select '\\i', \"\\c\", `\\d`, [\\e]; -- \\q\n/* \n.read x\n */") == "no error");
}

TEST_CASE("a NUL byte is refused by its place") {
  using namespace std::string_literals;
  CHECK(on_postgresql("select 1;\n s\0e\0"s) ==
        "/a.sql:2:3: a NUL byte, which SQL does not allow\nhint: save the file as UTF-8");
  CHECK(on_sqlite("\xff\xfes\0"s) ==
        "/a.sql:1:4: a NUL byte, which SQL does not allow\nhint: save the file as UTF-8");
}

}  // namespace test_dialect_plain_sql
