#include "sql/quoted_literal.h"

#include <doctest/doctest.h>

namespace test_util_quoted_literal {

using namespace revise;

TEST_CASE("a text becomes a string of SQL") {
  CHECK(quoted_literal("") == "''");
  CHECK(quoted_literal("it's") == "'it''s'");
  CHECK(quoted_literal("it's \\") == "E'it''s \\\\'");
  CHECK(standard_literal("it's \\") == "'it''s \\'");
}

TEST_CASE("nothing in a body ends its dollar quotes") {
  CHECK(dollar_quoted("select 1") == "$body$select 1$body$");
  CHECK(dollar_quoted("begin end", "revise") == "$revise$begin end$revise$");
  CHECK(dollar_quoted("a $revise$ b", "revise") == "$revise1$a $revise$ b$revise1$");
  // Text that would form the closing tag together with the real one.
  CHECK(dollar_quoted("a $revise", "revise") == "$revise1$a $revise$revise1$");
  CHECK(dollar_quoted("a $body$ $body1$") == "$body2$a $body$ $body1$$body2$");
}

}  // namespace test_util_quoted_literal
