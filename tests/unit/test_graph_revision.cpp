#include <doctest/doctest.h>

#include <string>

#include "graph/revision.h"

namespace test_graph_revision {

using revise::graph::is_reserved;
using revise::graph::is_valid_identifier;

TEST_CASE("an identifier is letters, digits, underscores and dots") {
  CHECK(is_valid_identifier("ae1027a6acf2"));
  CHECK(is_valid_identifier("2026_11.Users"));
  CHECK(is_valid_identifier("a"));
  CHECK(is_valid_identifier(std::string(255, 'a')));
}

TEST_CASE("what the target grammar uses, and what no file name likes, is no identifier") {
  for (const char* name :
       {"", "a@b", "a-b", "a+b", "a:b", "a b", "a/b", "a'b", "\xc3\xa4", "a\n"}) {
    CAPTURE(name);
    CHECK_FALSE(is_valid_identifier(name));
  }
  CHECK_FALSE(is_valid_identifier(std::string(256, 'a')));
  CHECK_FALSE(is_valid_identifier(std::string("a\0b", 3)));
}

TEST_CASE("the words of the target grammar are reserved, in lower case only") {
  CHECK(is_reserved("head"));
  CHECK(is_reserved("heads"));
  CHECK(is_reserved("base"));
  CHECK(is_reserved("current"));
  CHECK_FALSE(is_reserved("Head"));
  CHECK_FALSE(is_reserved("heading"));
}

}  // namespace test_graph_revision
