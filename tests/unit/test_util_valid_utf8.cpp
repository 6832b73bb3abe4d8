#include "util/valid_utf8.h"

#include <doctest/doctest.h>

#include <string>

using revise::valid_utf8;

TEST_CASE("a text is UTF-8 to its end, or to its first byte that is not") {
  for (const std::string valid :
       {"", "abc", "ü€😀", "\x7f", "\xc2\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    CAPTURE(valid);
    CHECK(valid_utf8(valid) == valid.size());
    CHECK(valid_utf8("ab" + valid + "\xff") == 2 + valid.size());
  }
  for (const char* wrong : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80",
                            "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xfc",
                            "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc3(", "\xe2(\xac"}) {
    CAPTURE(wrong);
    CHECK(valid_utf8(wrong) == 0);
    CHECK(valid_utf8("ü" + std::string(wrong) + "x") == 2);
  }
}
