#include <doctest/doctest.h>

#include <string>

#include "scaffold/down_revision_edit.h"
#include "util/error.h"

namespace test_scaffold_down_revision_edit {

using revise::tool::with_down_revision;

namespace {

std::string message_of(const std::string& source) {
  try {
    return with_down_revision(source, "a", "x");
  } catch (const revise::error& e) {
    return e.what();
  }
}

}  // namespace

TEST_CASE("the literal and the comment change, and nothing else") {
  CHECK(with_down_revision("// add users\n//\n// Revises:   1975ea83b712\n"
                           "const registered migration{\n"
                           "    .revision = \"ae10\",\n"
                           "    .down_revision =  {\"1975ea83b712\"},   // the parent\n"
                           "    .message = \"from 1975ea83b712\",\n};\n",
                           "1975ea83b712", "27c6") ==
        "// add users\n//\n// Revises:   27c6\n"
        "const registered migration{\n"
        "    .revision = \"ae10\",\n"
        "    .down_revision =  {\"27c6\"},   // the parent\n"
        "    .message = \"from 1975ea83b712\",\n};\n");
}

TEST_CASE("a base gets a parent, and a revision becomes a base") {
  CHECK(with_down_revision("// Revises:   <base>\nx{.down_revision = {}};", "", "a") ==
        "// Revises:   a\nx{.down_revision = {\"a\"}};");
  CHECK(with_down_revision("// Revises: a\r\nx{.down_revision = {\"a\"}};", "a", "") ==
        "// Revises: <base>\r\nx{.down_revision = {}};");
}

TEST_CASE("what else is between the braces stays") {
  CHECK(with_down_revision("x{.down_revision={ /* b */ \"a\" , // c\n}};", "a", "y") ==
        "x{.down_revision={ /* b */ \"y\" , // c\n}};");
  CHECK(with_down_revision("x{.down_revision={ /* b */ \"a\" , // c\n}};", "a", "") ==
        "x{.down_revision={ /* b */  // c\n}};");
  CHECK(with_down_revision("x{.down_revision={ \"a\", }};", "a", "") == "x{.down_revision={}};");
  CHECK(with_down_revision("x{.down_revision={ }};", "", "a") == "x{.down_revision={\"a\"}};");
  CHECK(with_down_revision("x{.down_revision={ /* none */ }};", "", "a") ==
        "x{.down_revision={\"a\" /* none */ }};");
}

TEST_CASE("comments and literals that look like it are passed over") {
  const std::string decoys =
      "// .down_revision = {\"no\"} \\\n .down_revision = {\"no\"}\n"
      "/* .down_revision = {\"no\"} */\n"
      "const char* a = \".down_revision = {\\\"no\\\"}\";\n"
      "const char* b = R\"x(.down_revision = {\"no\"})\" )x\";\n"
      "char c = '\"'; int d = 1'000;\n";
  CHECK(with_down_revision(decoys + "x{. /* */ down_revision\n=\n{ \"a\" /* why */ }};", "a",
                           "y") == decoys + "x{. /* */ down_revision\n=\n{ \"y\" /* why */ }};");
}

TEST_CASE("what is no literal is left to a person") {
  CHECK(message_of("x{\n.down_revision = {parent}};") ==
        ":2: down_revision holds 'parent', which is not a string literal");
  CHECK(message_of("x{\n.down_revision = {\"a\" suffix}};") ==
        ":2: down_revision holds 'suffix', which is not a string literal");
  CHECK(message_of("x{.down_revision = {\"a\"") ==
        ":1: the braces of down_revision are not closed");
  CHECK(message_of("int x;") == ": the file has no '.down_revision = {...}'");
  CHECK(message_of("") == ": the file has no '.down_revision = {...}'");
}

TEST_CASE("what does not say what was compiled is left to a person") {
  const std::string expected = ":2: down_revision is not written as {\"a\"}";
  CHECK(message_of("x{\n.down_revision = {\"b\"}};") == expected);
  CHECK(message_of("x{\n.down_revision = {}};") == expected);
  CHECK(message_of("x{\n.down_revision = {R\"(a)\"}};") == expected);
  CHECK(message_of("x{\n.down_revision = {\"\" \"a\"}};") == expected);
  CHECK(message_of("x{\n.down_revision = {\"a\", \"b\"}};") == expected);
  CHECK(message_of("x{.down_revision = {\"a\"}};\n#if 0\ny{.down_revision = {\"a\"}};") ==
        ":3: the file has another '.down_revision = {...}'");
}

}  // namespace test_scaffold_down_revision_edit
