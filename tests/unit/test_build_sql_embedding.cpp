#include "build/sql_embedding.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "support/error_text.h"
#include "support/temporary_folder.h"
#include "util/error.h"

namespace test_build_sql_embedding {

using namespace revise;
using namespace revise::tool;
using revise::test::error_text;
using revise::test::replaced;
using revise::test::temporary_folder;
namespace fs = std::filesystem;

namespace {

// The SQL files that are found, by their paths below `user`.
std::vector<std::string> found(const temporary_folder& user, std::vector<fs::path> locations) {
  const temporary_folder build;
  safe_paths paths(build.path());
  configuration config;
  config.version_locations = std::move(locations);
  std::vector<std::string> names;
  for (const embedded_sql& file : find_sql(config, paths)) {
    names.push_back(file.path.lexically_relative(user.path()).string());
  }
  return names;
}

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("every SQL file below the locations is found once, in the order of their paths") {
  const temporary_folder user;
  for (const char* file : {"v/b.sql", "v/a.up.sql", "v/sub/deep/c.sql", "v/a.cpp", "v/.hidden.sql",
                           "v/.git/d.sql", "v/no.SQL", "v/sql", "w/e.sql", "v/A.sql"}) {
    user.write(file, "");
  }
  const fs::path v = user.path() / "v";
  CHECK(found(user, {v}) == names{"v/A.sql", "v/a.up.sql", "v/b.sql", "v/sub/deep/c.sql"});
  CHECK(found(user, {user.path() / "w", v, v / "sub"}) ==
        names{"v/A.sql", "v/a.up.sql", "v/b.sql", "v/sub/deep/c.sql", "w/e.sql"});
}

TEST_CASE("links to folders and files are followed, but not in circles") {
  const temporary_folder user;
  user.write("v/sub/a.sql", "");
  user.write("elsewhere/b.sql", "");
  const fs::path v = user.path() / "v";
  fs::create_directory_symlink(v, v / "sub" / "up");
  fs::create_directory_symlink(v / "sub", v / "sub" / "self");
  fs::create_directory_symlink(user.path() / "elsewhere", v / "there");
  fs::create_symlink(user.path() / "elsewhere" / "b.sql", v / "linked.sql");
  CHECK(found(user, {v}) == names{"v/linked.sql", "v/sub/a.sql", "v/there/b.sql"});
}

TEST_CASE("a SQL file that cannot be read is told at once") {
  const temporary_folder user;
  fs::create_directories(user.path() / "v");
  const fs::path v = user.path() / "v";
  const auto told = [&] {
    return replaced(error_text<build_error>([&] { found(user, {v}); }), user.path().string(),
                    "HERE");
  };
  const std::string hint =
      "\nhint: every *.sql below the version locations is built into the plugin";
  fs::create_symlink("nowhere", v / "a.sql");
  CHECK(told() == "cannot read 'HERE/v/a.sql': no such file or directory" + hint);
  fs::remove(v / "a.sql");
  REQUIRE(mkfifo((v / "a.sql").c_str(), 0600) == 0);
  CHECK(told() == "cannot read 'HERE/v/a.sql': it is not a regular file" + hint);
}

TEST_CASE("the assembler file takes in each file between two symbols, and tells its state") {
  const temporary_folder user;
  const temporary_folder build;
  safe_paths paths(build.path());
  configuration config;
  config.version_locations = {user.path()};
  const fs::path plain = user.write("a.sql", "12345");
  const fs::path odd = user.write("b $x; \"y\".sql", "");
  for (const fs::path& file : {plain, odd}) {
    const timespec times[2] = {{1000, 5}, {1000, 5}};
    REQUIRE(utimensat(AT_FDCWD, file.c_str(), times, 0) == 0);
  }
  const std::vector<embedded_sql> files = find_sql(config, paths);
  REQUIRE(files.size() == 2);
  CHECK(files[0].name == plain.string());
  CHECK(files[1].name.starts_with("links/"));
  CHECK(files[1].name.ends_with(".sql"));
  const auto entry = [](const char* size, const char* symbol, const std::string& name) {
    return replaced(replaced("/* SIZE bytes of 1000.000000005 */\n"
                             "  .globl SYMBOL\n"
                             "  .hidden SYMBOL\n"
                             "  .globl SYMBOL_end\n"
                             "  .hidden SYMBOL_end\n"
                             "SYMBOL:\n"
                             "  .incbin \"" +
                                 name +
                                 "\"\n"
                                 "SYMBOL_end:\n",
                             "SIZE", size),
                    "SYMBOL", symbol);
  };
  CHECK(assembler_text(files) ==
        "/* Written by revise; changes are overwritten. */\n"
        "  .section .rodata,\"a\",%progbits\n" +
            entry("5", "revise_sql_0", plain.string()) + entry("0", "revise_sql_1", files[1].name) +
            "  .section .note.GNU-stack,\"\",%progbits\n");
}

}  // namespace test_build_sql_embedding
