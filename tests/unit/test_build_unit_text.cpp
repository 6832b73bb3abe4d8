#include "build/unit_text.h"

#include <doctest/doctest.h>

#include "build/unit_memory.h"
#include "support/temporary_folder.h"

namespace test_build_unit_text {

using namespace revise::tool;

TEST_CASE("the names of a file in units lead to it, and are all different") {
  CHECK(member_name("/v/a.cpp", 0) == "/v/a.cpp");
  CHECK(member_name("/v/a.cpp", 1) == "/v/./a.cpp");
  CHECK(member_name("/v/a.cpp", 3) == "/v/./././a.cpp");
  CHECK(member_name("links/0f.cpp", 1) == "links/./0f.cpp");
  CHECK(member_name("a.cpp", 1) == "./a.cpp");
}

TEST_CASE("a unit holds each text under its own name, in a namespace of its own") {
  CHECK(
      unit_text("revise/migration.h revise/rows.h",
                {{"/v/./a.cpp", "first\nsecond\n"}, {"/v/././b.cpp", "\xef\xbb\xbfno line end"}}) ==
      "// Written by revise: the text of these migrations when they were compiled.\n"
      "#include <revise/migration.h>\n"
      "#include <revise/rows.h>\n"
      "namespace revise_unit_0 {\n"
      "#line 1 \"/v/./a.cpp\"\n"
      "first\n"
      "second\n"
      "}\n"
      "namespace revise_unit_1 {\n"
      "#line 1 \"/v/././b.cpp\"\n"
      "no line end\n"
      "}\n");
}

TEST_CASE("units are remembered for one stamp, as long as their files are there") {
  revise::test::temporary_folder folder;
  configuration config;
  config.script_location = folder.path();
  const build_folder build(config);
  unit_memory memory;
  memory.units = {{.name = "one", .headers = "h i", .members = {{"/a", "1", 1}, {"/b c", "2", 3}}},
                  {.name = "two", .headers = "", .members = {{"/\n\xff", "3", 1}}}};
  memory.loners = {{"/a", "4"}, {"/d", "5"}};
  build.write(unit_source("one"), "text");
  build.write(unit_source("two"), "");
  write_unit_memory(build, "stamp", memory);
  CHECK(read_unit_memory(build, "stamp") == memory);
  CHECK(read_unit_memory(build, "other stamp") == unit_memory{});

  SUBCASE("a unit whose file is not as long as it was is forgotten") {
    build.write(unit_source("one"), "tex");
    memory.units.erase(memory.units.begin());
    CHECK(read_unit_memory(build, "stamp") == memory);
  }
  SUBCASE("what is damaged is worth nothing") {
    const std::string text = folder.read(".revise/unit_members");
    for (std::size_t length = 0; length < text.size(); ++length) {
      build.write("unit_members", text.substr(0, length));
      REQUIRE(read_unit_memory(build, "stamp") == unit_memory{});
    }
    build.write("unit_members", text + "x");
    CHECK(read_unit_memory(build, "stamp") == unit_memory{});
  }
}

}  // namespace test_build_unit_text
