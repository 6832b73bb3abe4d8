#include "sql/first_words.h"

#include <doctest/doctest.h>

#include <string>

namespace test_sql_first_words {

using revise::first_words;

TEST_CASE("the first words of a statement are on one line, without a semicolon") {
  CHECK(first_words("  update\n\tusers  set x = 1 ;\n") == "update users set x = 1");
  CHECK(first_words("update t set a = $1 where b = $2") == "update t set a = $1 where b = $2");
  CHECK(first_words("") == "");
}

TEST_CASE("the first words of a statement end before a literal") {
  CHECK(first_words("alter role app PASSWORD 'secret'") == "alter role app PASSWORD …");
  // The server truncates the statement that it reports.
  CHECK(first_words("alter role app password 'secr") == "alter role app password …");
  CHECK(first_words("do $$ begin null; end $$") == "do …");
  CHECK(first_words("do $body$ begin null; end $body$") == "do …");
}

TEST_CASE("a long statement is cut between two characters") {
  const std::string start(79, 'x');
  CHECK(first_words(start + "yz") == start + "y …");
  CHECK(first_words(start + "é and more") == start + " …");
  CHECK(first_words(start + "y") == start + "y");
}

}  // namespace test_sql_first_words
