#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "build/foreign_files.h"
#include "unit/test_config_folder.h"

namespace test_build_foreign_files {

using revise::tool::remove_foreign;
namespace fs = std::filesystem;

namespace {

// A build folder in the state after a build.
struct built_folder {
  test_folder all;
  fs::path path = all / "build";

  built_folder() {
    for (const char* name :
         {"build/.gitignore", "build/lock", "build/objects/a.o", "build/entry.cpp"}) {
      fs::permissions(all.write(name, name), fs::perms::group_write | fs::perms::others_write,
                      fs::perm_options::remove);
    }
    fs::create_directory(path / "links");
    fs::create_symlink(all.path(), path / "links/0123");
    for (const char* name : {"build", "build/objects", "build/links"}) {
      fs::permissions(all / name, fs::perms::group_write | fs::perms::others_write,
                      fs::perm_options::remove);
    }
  }

  bool is_kept() const {
    return fs::exists(path / "objects/a.o") && fs::exists(path / "entry.cpp");
  }
  bool is_emptied() const {
    return fs::exists(path / "lock") &&
           std::distance(fs::directory_iterator(path), fs::directory_iterator()) == 1;
  }
};

}  // namespace

TEST_CASE("a build folder of revise's own stays as it is") {
  const built_folder folder;
  remove_foreign(folder.path);
  CHECK(folder.is_kept());
  CHECK(fs::is_symlink(folder.path / "links/0123"));
}

TEST_CASE("a build folder with something that others could have written is emptied") {
  const built_folder folder;
  SUBCASE("its mode") { chmod(folder.path.c_str(), 0775); }
  SUBCASE("a folder in it") { chmod((folder.path / "objects").c_str(), 0777); }
  SUBCASE("a file in it") { chmod((folder.path / "objects/a.o").c_str(), 0664); }
  SUBCASE("a link") { fs::create_symlink("/tmp", folder.path / "objects/b"); }
  SUBCASE("a link in place of a folder") {
    fs::remove_all(folder.path / "objects");
    fs::create_symlink(folder.all.path(), folder.path / "objects");
  }
  SUBCASE("a file with a second name") {
    fs::create_hard_link(folder.path / "entry.cpp", folder.all / "second");
  }
  SUBCASE("a pipe") { REQUIRE(mkfifo((folder.path / "pipe").c_str(), 0600) == 0); }
  remove_foreign(folder.path);
  CHECK(folder.is_emptied());
  struct stat status {};
  REQUIRE(stat(folder.path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0022U) == 0);
}

TEST_CASE("what a link leads to is never touched") {
  const built_folder folder;
  const fs::path kept = folder.all.write("users/thesis", "years of work");
  fs::create_symlink(folder.all / "users", folder.path / "objects/users");
  fs::create_symlink(kept, folder.path / "thesis");
  remove_foreign(folder.path);
  CHECK(folder.is_emptied());
  CHECK(fs::exists(kept));
  // The folder itself is a link.
  fs::permissions(folder.all / "users", fs::perms::others_write, fs::perm_options::add);
  fs::create_symlink(folder.all / "users", folder.all / "link");
  remove_foreign(folder.all / "link");
  CHECK(fs::exists(kept));
}

}  // namespace test_build_foreign_files
