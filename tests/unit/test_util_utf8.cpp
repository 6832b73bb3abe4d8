#include "util/utf8.h"

#include <doctest/doctest.h>

#include <string>

namespace test_util_utf8 {

namespace utf8 = revise::utf8;

TEST_CASE("a text is UTF-8 to its end, or to its first byte that is not") {
  for (const std::string valid :
       {"", "abc", "ü€😀", "\x7f", "\xc2\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    CAPTURE(valid);
    CHECK(utf8::valid_length(valid) == valid.size());
    CHECK(utf8::valid_length("ab" + valid + "\xff") == 2 + valid.size());
  }
  for (const char* wrong : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80",
                            "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xfc",
                            "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc3(", "\xe2(\xac"}) {
    CAPTURE(wrong);
    CHECK(utf8::valid_length(wrong) == 0);
    CHECK(utf8::valid_length("ü" + std::string(wrong) + "x") == 2);
    CHECK(utf8::first_of(wrong).length == 0);
  }
}

TEST_CASE("the first character of a text, and a character as bytes") {
  struct character {
    const char* bytes;
    char32_t value;
  };
  const character cases[] = {
      {"a", 'a'}, {"ü", 0xfc}, {"€", 0x20ac}, {"😀", 0x1f600}, {"\xf4\x8f\xbf\xbf", 0x10ffff}};
  for (const character& one : cases) {
    const std::string bytes = one.bytes;
    CAPTURE(bytes);
    const utf8::character found = utf8::first_of(bytes + "\xff");
    CHECK(found.value == one.value);
    CHECK(found.length == bytes.size());
    std::string text = "x";
    utf8::append(text, one.value);
    CHECK(text == "x" + bytes);
  }
  CHECK(utf8::first_of("").length == 0);
}

TEST_CASE("a text is cut between two characters") {
  CHECK(utf8::cut("aü€", 6) == "aü€");
  CHECK(utf8::cut("aü€", 5) == "aü");
  CHECK(utf8::cut("aü€", 3) == "aü");
  CHECK(utf8::cut("aü€", 2) == "a");
  CHECK(utf8::cut("aü€", 0).empty());
  CHECK(utf8::cut("€", 2).empty());
}

}  // namespace test_util_utf8
