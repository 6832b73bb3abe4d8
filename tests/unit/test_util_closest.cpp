#include <doctest/doctest.h>

#include "util/closest.h"

namespace test_util_closest {

using revise::closest;

TEST_CASE("a swapped pair of letters is one mistake") {
  CHECK(closest("ugprade", {"downgrade", "upgrade"}) == "upgrade");
}

TEST_CASE("what is not close has no suggestion") {
  CHECK_FALSE(closest("xyzzy", {"upgrade", "downgrade"}).has_value());
  CHECK_FALSE(closest("", {"upgrade"}).has_value());
  CHECK_FALSE(closest("ab", {"cd"}).has_value());
}

TEST_CASE("the beginning of a word suggests the word") {
  CHECK(closest("down", {"upgrade", "downgrade"}) == "downgrade");
}

}  // namespace test_util_closest
