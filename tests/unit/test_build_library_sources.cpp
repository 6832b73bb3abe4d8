#include "build/library_sources.h"

#include <doctest/doctest.h>

namespace test_build_library_sources {

using revise::tool::library_request;

namespace {

std::string root_of(std::vector<std::filesystem::path> folders) {
  return library_request{.migrations = std::move(folders), .output = {}, .name = {}}
      .root()
      .string();
}

}  // namespace

TEST_CASE("library_request: the root is the innermost folder that has all migrations in it") {
  CHECK(root_of({"/a/versions"}) == "/a/versions");
  CHECK(root_of({"/a/versions/x", "/a/versions/y"}) == "/a/versions");
  CHECK(root_of({"/a/versions", "/a/versions_2"}) == "/a");
  CHECK(root_of({"/a/b/c", "/a"}) == "/a");
  CHECK(root_of({"/a", "/a/b/c"}) == "/a");
  CHECK(root_of({"/a/b/c", "/a/b/d", "/a/e"}) == "/a");
  CHECK(root_of({"/a", "/b"}) == "/");
}

}  // namespace test_build_library_sources
