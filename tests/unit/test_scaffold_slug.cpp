#include "scaffold/slug.h"

#include <doctest/doctest.h>

using revise::tool::slug_of;

TEST_CASE("a slug is the message's words in lower case, joined by underscores") {
  CHECK(slug_of("add users", 40) == "add_users");
  CHECK(slug_of("  Add  Users-Table (v2)! ", 40) == "add_users_table_v2");
  CHECK(slug_of("keep_this__one", 40) == "keep_this__one");
  CHECK(slug_of("it's \"quoted\"\nand */ more \\", 40) == "it_s_quoted_and_more");
}

TEST_CASE("a slug is ASCII, and may be empty") {
  CHECK(slug_of("R\u00e9sum\u00e9 table", 40) == "rsum_table");
  CHECK(slug_of("\u0434\u043e\u0431\u0430\u0432\u0438\u0442\u044c users", 40) == "users");
  CHECK(slug_of("\u0434\u043e\u0431", 40) == "");
  CHECK(slug_of("!? */", 40) == "");
  CHECK(slug_of("\xff\xfe ok", 40) == "ok");
  CHECK(slug_of("", 40) == "");
}

// The right sides are what Alembic 1.8.1 makes of the same messages.
TEST_CASE("a long slug is cut as Alembic cuts it") {
  CHECK(slug_of("one two three four five six seven eight nine ten", 40) ==
        "one_two_three_four_five_six_seven_eight_");
  CHECK(slug_of("one two three", 10) == "one_two_");
  CHECK(slug_of("one two three", 7) == "one_");
  CHECK(slug_of("one two", 7) == "one_two");
  CHECK(slug_of("abcdefghij", 5) == "abcde_");
}
