#include "cli/column_slip.h"

#include <doctest/doctest.h>

using revise::tool::column_slip_hint;

TEST_CASE("a column that does not exist and is an expression, an order or a list gets a hint") {
  CHECK(column_slip_hint("a.cpp:7: column \"lower(email)\" does not exist (42703)") ==
        "an expression stands in parentheses: {\"(lower(email))\"}");
  CHECK(column_slip_hint("a.cpp:7: table t has no column named lower(email)") ==
        "an expression stands in parentheses: {\"(lower(email))\"}");
  CHECK(column_slip_hint("no such column: lower(email)") ==
        "an expression stands in parentheses: {\"(lower(email))\"}");
  CHECK(column_slip_hint("column \"at desc\" does not exist (42703)") ==
        "the order is given beside the name: {index_column(\"at\").descending()}");
  CHECK(column_slip_hint("column \"at asc\" of relation \"t\" does not exist") == "");
  CHECK(column_slip_hint("column \"a, b\" does not exist (42703)") ==
        "each name is a text of its own: {\"a\", \"b\"}");
  CHECK(column_slip_hint("column \"emial\" does not exist (42703)") == "");
  CHECK(column_slip_hint("column \"Amount (USD)\" does not exist (42703)") == "");
  CHECK(column_slip_hint("relation \"f(a)\" does not exist (42P01)") == "");
}
