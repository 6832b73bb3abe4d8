#include "scaffold/slug.h"

#include <doctest/doctest.h>

namespace test_scaffold_slug {

using revise::tool::slug_of;

TEST_CASE("a slug is the message's words in lower case, joined by underscores") {
  CHECK(slug_of("add users", 40) == "add_users");
  CHECK(slug_of("  Add  Users-Table (v2)! ", 40) == "add_users_table_v2");
  CHECK(slug_of("keep_this__one", 40) == "keep_this__one");
  CHECK(slug_of("it's \"quoted\"\nand */ more \\", 40) == "it_s_quoted_and_more");
}

// The expected texts are Alembic 1.8.1's results for these messages. The combining accent is the
// exception: in Alembic it ends the word.
TEST_CASE("letters and digits of any script are those of a slug, in lower case") {
  CHECK(slug_of("Preise f\u00fcr Gr\u00f6\u00dfen \u00e4ndern", 40) ==
        "preise_f\u00fcr_gr\u00f6\u00dfen_\u00e4ndern");
  CHECK(slug_of("\u00c4rger \u2013 R\u00c9SUM\u00c9", 40) == "\u00e4rger_r\u00e9sum\u00e9");
  CHECK(slug_of("\u0414\u043e\u0431\u0430\u0432\u0438\u0442\u044c users", 40) ==
        "\u0434\u043e\u0431\u0430\u0432\u0438\u0442\u044c_users");
  CHECK(slug_of("\u8868\u3092\u8ffd\u52a0", 40) == "\u8868\u3092\u8ffd\u52a0");
  CHECK(slug_of("\u039f\u0394\u039f\u03a3 \u03a3", 40) == "\u03bf\u03b4\u03bf\u03c2_\u03c3");
  CHECK(slug_of("\u0130stanbul", 40) == "i\u0307stanbul");
  CHECK(slug_of("x\u00b2 \u2167", 40) == "x\u00b2_\u2177");
  CHECK(slug_of("fu\u0308r u\u0308ber", 40) == "fu\u0308r_u\u0308ber");
}

TEST_CASE("a slug may be empty, and bytes that are no characters are not in it") {
  CHECK(slug_of("!? */", 40) == "");
  CHECK(slug_of("\xff\xfe ok", 40) == "ok");
  CHECK(slug_of("", 40) == "");
}

// The expected texts are Alembic 1.8.1's results for these messages.
TEST_CASE("a long slug is cut as Alembic cuts it") {
  CHECK(slug_of("one two three four five six seven eight nine ten", 40) ==
        "one_two_three_four_five_six_seven_eight_");
  CHECK(slug_of("one two three", 10) == "one_two_");
  CHECK(slug_of("one two three", 7) == "one_");
  CHECK(slug_of("one two", 7) == "one_two");
  CHECK(slug_of("abcdefghij", 5) == "abcde_");
}

TEST_CASE("a slug is cut between characters") {
  CHECK(slug_of("\u00e4\u00f6\u00fc\u00e4\u00f6\u00fc", 4) == "\u00e4\u00f6\u00fc\u00e4_");
  CHECK(slug_of("\u00e4\u00f6\u00fc \u00e4\u00f6\u00fc", 5) == "\u00e4\u00f6\u00fc_");
  CHECK(slug_of("abcu\u0308u\u0308", 4) == "abc_");
}

}  // namespace test_scaffold_slug
