#include "plugin/sql_files.h"

#include <doctest/doctest.h>

#include "support/error_text.h"
#include "util/error.h"

namespace test_plugin_sql_files {

using namespace revise;
using revise::test::error_text;

namespace {

const char* const hint =
    "\nhint: give a path relative to the migration's folder; *.sql files in and below the version "
    "locations are built in";

}  // namespace

TEST_CASE("a SQL file is found from the folder of the migration") {
  const sql_files files({{"/p/v/sub/b.sql", "b"},
                         {"/p/v/a.sql", "a"},
                         {"/p/other/c.sql", "c"},
                         {"/p/v/with blank.sql", ""}});
  CHECK(files.find("a.sql", "/p/v").text == "a");
  CHECK(files.find("a.sql", "/p/v").path == "/p/v/a.sql");
  CHECK(files.find("./a.sql", "/p/v").text == "a");
  CHECK(files.find("sub/b.sql", "/p/v").text == "b");
  CHECK(files.find("sub//../sub/b.sql", "/p/v").text == "b");
  CHECK(files.find("../a.sql", "/p/v/sub").text == "a");
  CHECK(files.find("../other/c.sql", "/p/v").text == "c");
  CHECK(files.find("with blank.sql", "/p/v").text.empty());
}

TEST_CASE("a byte order mark is no part of the text") {
  const sql_files files({{"/v/a.sql", "\xef\xbb\xbfselect 1"}, {"/v/b.sql", "\xef\xbb\xbf"}});
  CHECK(files.find("a.sql", "/v").text == "select 1");
  CHECK(files.find("b.sql", "/v").text.empty());
}

TEST_CASE("a missing SQL file is told with those that are there") {
  const sql_files files({{"/p/v/sub/a.sql", ""}, {"/p/v/b.up.sql", ""}, {"/p/w/c.sql", ""}});
  CHECK(error_text<error>([&] { files.find("b.pu.sql", "/p/v"); }) ==
        "no SQL file 'b.pu.sql', did you mean 'b.up.sql'?\n"
        "  built in: 'b.up.sql', 'sub/a.sql', '../w/c.sql'" +
            std::string(hint));
  CHECK(error_text<error>([&] { files.find("v/b.up.sql", "/p"); }) == "no error");
  CHECK(error_text<error>([&] { files.find("b.up.sql", "/p"); }) ==
        "no SQL file 'b.up.sql', did you mean 'v/b.up.sql'?\n"
        "  built in: 'v/b.up.sql', 'v/sub/a.sql', 'w/c.sql'" +
            std::string(hint));
  CHECK(error_text<error>([&] { sql_files().find("x.sql", "/p"); }) ==
        "no SQL file 'x.sql'\n  no SQL file is built in" + std::string(hint));
}

TEST_CASE("of many SQL files the first are named") {
  std::vector<sql_file> many;
  for (const char* letter : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}) {
    many.push_back({std::string("/v/") + letter + ".sql", ""});
  }
  CHECK(error_text<error>([&] { sql_files(many).find("another.sql", "/v"); }) ==
        "no SQL file 'another.sql'\n"
        "  built in: 'a.sql', 'b.sql', 'c.sql', 'd.sql', 'e.sql', 'f.sql', 'g.sql', 'h.sql' and 2 "
        "more" +
            std::string(hint));
}

TEST_CASE("a SQL file needs a name, and a relative one") {
  const sql_files files(std::vector<sql_file>{{"/v/a.sql", ""}});
  CHECK(error_text<error>([&] { files.find("", "/v"); }) ==
        "the name of the SQL file is empty\nhint: op.execute_file(\"FILE.sql\")");
  CHECK(error_text<error>([&] { files.find("/v/a.sql", "/v"); }) ==
        "the SQL file '/v/a.sql' has an absolute path\n"
        "hint: give its path relative to the migration's folder");
}

}  // namespace test_plugin_sql_files
