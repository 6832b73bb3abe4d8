#include "cli/output.h"

#include <doctest/doctest.h>

#include <filesystem>

namespace test_cli_output {

using namespace revise::tool;

TEST_CASE("a duration is told as a person would") {
  CHECK(duration_text(0) == "0 ms");
  CHECK(duration_text(0.0004) == "0 ms");
  CHECK(duration_text(0.0119) == "12 ms");
  CHECK(duration_text(0.9994) == "999 ms");
  CHECK(duration_text(0.9996) == "1.0 s");
  CHECK(duration_text(3.44) == "3.4 s");
  CHECK(duration_text(59.94) == "59.9 s");
  CHECK(duration_text(59.96) == "1 min 0 s");
  CHECK(duration_text(125.2) == "2 min 5 s");
  CHECK(duration_text(3600) == "60 min 0 s");
}

TEST_CASE("what is printed cannot steer a terminal") {
  using namespace std::string_literals;
  CHECK(printable("") == "");
  CHECK(printable("plain, 'ü€😀'\n\ttext") == "plain, 'ü€😀'\n\ttext");
  CHECK(printable("\x1b[31mred\x1b[0m") == "\\x1b[31mred\\x1b[0m");
  CHECK(printable("a\0b\r\x7f\b"s) == "a\\x00b\\x0d\\x7f\\x08");
  // Control characters also exist above ASCII: U+009B begins a sequence as ESC [ does.
  CHECK(printable("\xc2\x9b"s + "31m") == "\\xc2\\x9b31m");
  CHECK(printable("\xc2\xa0\xc3\x9b") == "\xc2\xa0\xc3\x9b");
}

TEST_CASE("a path below the working directory is shown from there") {
  const std::string here = std::filesystem::current_path();
  CHECK(shown_path(here + "/a/b.cpp") == "a/b.cpp");
  CHECK(shown_path(here + "x/b.cpp") == here + "x/b.cpp");
  CHECK(shown_path("/nowhere/a.cpp") == "/nowhere/a.cpp");
  CHECK(shown_path("") == "");
}

TEST_CASE("the paths in a message are shown from the working directory") {
  const std::string here = std::filesystem::current_path();
  CHECK(shown_paths(here + "/a.cpp:3: clashes with '" + here + "/b.cpp' and " + here + "x") ==
        "a.cpp:3: clashes with 'b.cpp' and " + here + "x");
  CHECK(shown_paths("/other" + here + "/a") == "/other" + here + "/a");
  CHECK(shown_paths("") == "");
}

}  // namespace test_cli_output
