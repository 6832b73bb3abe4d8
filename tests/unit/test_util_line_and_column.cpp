#include "util/line_and_column.h"

#include <doctest/doctest.h>

namespace test_util_line_and_column {

using namespace revise;

TEST_CASE("a place is counted from 1, in lines and in characters") {
  CHECK(line_and_column("", 0) == text_place{1, 1});
  CHECK(line_and_column("abc", 2) == text_place{1, 3});
  CHECK(line_and_column("a\nbc\nd", 2) == text_place{2, 1});
  CHECK(line_and_column("a\nbc\nd", 5) == text_place{3, 1});
  CHECK(line_and_column("a\r\nb", 3) == text_place{2, 1});
  CHECK(line_and_column("'üß€😀' x", 14) == text_place{1, 8});
}

TEST_CASE("a place at the end of the text, or behind it, is the end") {
  CHECK(line_and_column("ab", 2) == text_place{1, 3});
  CHECK(line_and_column("ab\n", 3) == text_place{2, 1});
  CHECK(line_and_column("ab", 99) == text_place{1, 3});
}

TEST_CASE("a place goes on from another") {
  CHECK(place_after("b\ncd", {4, 7}) == text_place{5, 3});
  CHECK(place_after("ß", {4, 7}) == text_place{4, 8});
}

}  // namespace test_util_line_and_column
