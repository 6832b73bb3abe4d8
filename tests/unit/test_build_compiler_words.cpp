#include <doctest/doctest.h>

#include <filesystem>

#include "build/compiler_words.h"

namespace test_build_compiler_words {

using namespace revise::tool;

namespace {

// The words for a project at `here` that is built in its own .revise.
compiler_words words_at(const std::filesystem::path& here) {
  configuration config;
  config.here = here;
  config.version_locations = {here / "db/versions"};
  return {config, here / "db/.revise"};
}

}  // namespace

TEST_CASE("paths below the working directory are written from there") {
  const std::filesystem::path here = std::filesystem::current_path();
  const compiler_words words = words_at(here);
  CHECK(words.shortened(here.string() + "/db/versions/a.cpp:7:2: error: no") ==
        "db/versions/a.cpp:7:2: error: no");
  CHECK(words.shortened("In file included from " + here.string() + "/x.h:1,") ==
        "In file included from x.h:1,");
  CHECK(words.shortened("see '" + here.string() + "/x.h'") == "see 'x.h'");
  CHECK(words.shortened("\x1b[01m\x1b[K" + here.string() + "/x.h:1:\x1b[m\x1b[K no") ==
        "\x1b[01m\x1b[Kx.h:1:\x1b[m\x1b[K no");
}

TEST_CASE("paths of the project above the working directory are written from there, too") {
  const std::filesystem::path here = std::filesystem::current_path();
  const compiler_words words = words_at(here.parent_path());
  const std::string path = (here.parent_path() / "db/versions/a.cpp").string();
  CHECK(words.shortened(path + ":7: error") == "../db/versions/a.cpp:7: error");
}

TEST_CASE("what only looks like a path stays") {
  const std::filesystem::path here = std::filesystem::current_path();
  const compiler_words words = words_at(here);
  CHECK(words.shortened("/other" + here.string() + "/x.h:1:") ==
        "/other" + here.string() + "/x.h:1:");
  CHECK(words.shortened("/usr/include/stdio.h:1:") == "/usr/include/stdio.h:1:");
}

TEST_CASE("revise's own headers are named where they are") {
  const compiler_words words = words_at(std::filesystem::current_path());
  CHECK(words.shortened("In file included from include/revise/migration.h:3,") ==
        "In file included from db/.revise/include/revise/migration.h:3,");
}

TEST_CASE("colours are taken out, and nothing else") {
  CHECK(without_colors("\x1b[01;31m\x1b[Kerror:\x1b[m\x1b[K no") == "error: no");
  CHECK(without_colors("\x1b[0;1;31mx\x1b[0m") == "x");
  CHECK(without_colors("\x1b]0;title\x07") == "\x1b]0;title\x07");
}

}  // namespace test_build_compiler_words
