#include "util/cpp_literal.h"

#include <doctest/doctest.h>

namespace test_util_cpp_literal {

using revise::cpp_literal;

TEST_CASE("a literal keeps UTF-8 and escapes what is none or turns the text around") {
  CHECK(cpp_literal("") == R"("")");
  CHECK(cpp_literal("a\u00e9\u20ac\U0001f600") == "\"a\u00e9\u20ac\U0001f600\"");
  CHECK(cpp_literal("\xc3(") == R"("\303(")");
  CHECK(cpp_literal("\xe2\x82") == R"("\342\202")");
  CHECK(cpp_literal("\xed\xa0\x80") == R"("\355\240\200")");
  CHECK(cpp_literal("\xc0\x80\xf4\x90\x80\x80") == R"("\300\200\364\220\200\200")");
  CHECK(cpp_literal("a\u202eb\u2066c\u2028") == R"("a\342\200\256b\342\201\246c\342\200\250")");
  CHECK(cpp_literal(std::string_view("\0"
                                     "1\x7f\u0085",
                                     5)) == R"("\0001\177\302\205")");
  CHECK(cpp_literal("it's \"a\" \\ b\tc\n") == R"("it's \"a\" \\ b\tc\n")");
  CHECK(cpp_literal("\r\x01"
                    "1\x7f") == R"("\r\0011\177")");
  CHECK(cpp_literal("?\?=?\?\?") == R"("?\?=?\?\?")");
  CHECK(cpp_literal("gr\xc3\xbc\xc3\x9f\xe2\x82\xac") == "\"gr\xc3\xbc\xc3\x9f\xe2\x82\xac\"");
  CHECK(cpp_literal("\xff\xc3(") == R"("\377\303(")");
  CHECK(cpp_literal("\xe2\x80\xae") == R"("\342\200\256")");
}

}  // namespace test_util_cpp_literal
