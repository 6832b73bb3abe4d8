#include "sql/first_words.h"

#include <doctest/doctest.h>

namespace test_sql_first_words {

using revise::first_words;

TEST_CASE("the first words of a statement are on one line, without a semicolon") {
  CHECK(first_words("  update\n\tusers  set x = 1 ;\n") == "update users set x = 1");
  CHECK(first_words("update t set a = $1 where b = $2") == "update t set a = $1 where b = $2");
  CHECK(first_words("") == "");
}

TEST_CASE("the first words of a statement contain no password") {
  CHECK(first_words("alter role app PASSWORD 'secret'") == "alter role app PASSWORD '***'");
  // The server truncates the statement that it reports.
  CHECK(first_words("alter role app password 'secr").find("secr") == std::string::npos);
}

TEST_CASE("a long statement is cut between two characters") {
  const std::string wide = "select '" + std::string(71, 'x') + "ß' from a_table_with_a_long_name";
  CHECK(first_words(wide) == "select '" + std::string(71, 'x') + " …");
}

}  // namespace test_sql_first_words
