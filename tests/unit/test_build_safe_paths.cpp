#include "build/safe_paths.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "support/error_text.h"
#include "support/temporary_folder.h"

namespace test_build_safe_paths {

using revise::test::error_text;
using revise::test::temporary_folder;
using revise::tool::safe_paths;
namespace fs = std::filesystem;

TEST_CASE("a path of plain characters stands as it is, and makes no link") {
  const temporary_folder build;
  safe_paths paths(build.path());
  for (const char* plain : {"/v/a.cpp", "/v-1/a_b/c+d=e,f.cpp", "/"}) {
    CHECK(safe_paths::is_safe(plain));
    CHECK(paths.name_for(plain) == plain);
  }
  CHECK(!fs::exists(build.path() / "links"));
}

TEST_CASE("a path with an odd folder is reached through a link to that folder") {
  for (const char* odd : {"it's $HOME; really", "a b", "a:b", "ü", "100%", "\"q\"", "(x)", "*", "#",
                          "a\nb", "~", "@x"}) {
    CAPTURE(odd);
    const temporary_folder build;
    const temporary_folder user(odd);
    user.write("sub/a.cpp", "the file");
    user.write("b.cpp", "the other");
    safe_paths paths(build.path());
    CHECK(!safe_paths::is_safe(user.path()));
    const std::string name = paths.name_for(user.path() / "sub" / "a.cpp");
    CHECK(safe_paths::is_safe(name));
    CHECK(name.starts_with("links/"));
    CHECK(name.ends_with("/sub/a.cpp"));
    CHECK(build.read(name) == "the file");
    CHECK(build.read(paths.name_for(user.path() / "b.cpp")) == "the other");
    // A `..` in an #include still leads to the right folder.
    CHECK(build.read(name.substr(0, name.size() - 5) + "../b.cpp") == "the other");
  }
}

TEST_CASE("a file with an odd name has a link of its own, which ends as a source does") {
  const temporary_folder build;
  const temporary_folder user;
  const fs::path path = user.write("it's; $x.cpp", "the file");
  safe_paths paths(build.path());
  const std::string name = paths.name_for(path);
  CHECK(safe_paths::is_safe(name));
  CHECK(name.ends_with(".cpp"));
  CHECK(build.read(name) == "the file");
}

TEST_CASE("the same path has the same name each time, and two paths have two") {
  const temporary_folder build;
  const temporary_folder user("a b");
  safe_paths first(build.path());
  safe_paths second(build.path());
  const std::string name = first.name_for(user.path() / "a.cpp");
  CHECK(second.name_for(user.path() / "a.cpp") == name);
  CHECK(first.name_for(user.path() / "a.cpp") == name);
  const temporary_folder other("a b");
  CHECK(first.name_for(other.path() / "a.cpp") != name);
}

TEST_CASE("a link that leads elsewhere is made new") {
  const temporary_folder build;
  const temporary_folder user("a b");
  user.write("a.cpp", "mine");
  const std::string name = safe_paths(build.path()).name_for(user.path() / "a.cpp");
  const fs::path link = build.path() / fs::path(name).parent_path();
  fs::remove(link);
  fs::create_directory_symlink("/nowhere", link);
  CHECK(safe_paths(build.path()).name_for(user.path() / "a.cpp") == name);
  CHECK(build.read(name) == "mine");
}

TEST_CASE("where no link can be made, that is said") {
  const temporary_folder build;
  build.write("links", "a file in the way");
  safe_paths paths(build.path());
  const std::string said = error_text<revise::build_error>([&] { paths.name_for("/a b/a.cpp"); });
  CHECK(said.starts_with("cannot make the link '" + (build.path() / "links/").string()));
  CHECK(said.ends_with("': not a directory"));
}

}  // namespace test_build_safe_paths
