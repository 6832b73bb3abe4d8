#include "scaffold/file_name.h"

#include <doctest/doctest.h>

#include "scaffold/revision_id.h"
#include "test_config_folder.h"
#include "util/error.h"

namespace test_scaffold_file_name {

using revise::config_error;
using revise::tool::creation_time;
using revise::tool::file_name_of;

namespace {

const creation_time morning{2026, 3, 7, 9, 4, 5, 1772874245, "UTC"};

std::string name_of(const std::string& file_template, const std::string& slug = "add_users",
                    bool allow_folders = false) {
  return file_name_of(file_template, {"ae1027a6acf2", slug, morning}, allow_folders).string();
}

std::string error_in(const std::string& file_template, const std::string& slug = "add_users",
                     bool allow_folders = false) {
  return message_of<config_error>([&] { name_of(file_template, slug, allow_folders); });
}

}  // namespace

TEST_CASE("every token of a file template is filled in") {
  CHECK(name_of("%(rev)s_%(slug)s") == "ae1027a6acf2_add_users.cpp");
  CHECK(name_of("%(year)d%(month).2d%(day).2d_%(rev)s_%(slug)s") ==
        "20260307_ae1027a6acf2_add_users.cpp");
  CHECK(name_of("%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(second)02d_%(rev)s") ==
        "2026_03_07_0904-05_ae1027a6acf2.cpp");
  CHECK(name_of("%(epoch)s-%(epoch)d-%(month)d-%(month)s") == "1772874245-1772874245-3-3.cpp");
  CHECK(name_of("100%% 'odd'; $name (%(rev)s") == "100% 'odd'; $name (ae1027a6acf2.cpp");
}

TEST_CASE("an empty slug leaves no separator behind") {
  CHECK(name_of("%(rev)s_%(slug)s", "") == "ae1027a6acf2.cpp");
  CHECK(name_of("%(slug)s-%(rev)s", "") == "ae1027a6acf2.cpp");
  CHECK(name_of("%(year)d_%(rev)s_%(slug)s", "") == "2026_ae1027a6acf2.cpp");
  CHECK(name_of("%(slug)s", "") == "ae1027a6acf2.cpp");
  CHECK(name_of("%(rev)s_%(slug)s", "one_") == "ae1027a6acf2_one_.cpp");
}

TEST_CASE("folders in a name need leave") {
  CHECK(name_of("%(year)d/%(rev)s_%(slug)s", "add_users", true) ==
        "2026/ae1027a6acf2_add_users.cpp");
  CHECK(error_in("%(year)d/%(rev)s") ==
        "file_template makes '2026/ae1027a6acf2', a file in a subfolder, which is found only with "
        "'recursive_version_locations = true'");
}

TEST_CASE("a template that leads out of the folder or makes no name is refused") {
  for (const char* made : {"../x", "/x", "a//x", "a/", ".", "..", "a/./x", "a/../../x", ""}) {
    CHECK(error_in(made, "add_users", true) ==
          "file_template makes '" + std::string(made) +
              "', which is not a path inside the versions folder");
  }
  CHECK(error_in("a\nb") ==
        "file_template makes 'a\nb', which is not a path inside the versions folder");
}

TEST_CASE("a hidden name is refused, since it would not be read") {
  CHECK(error_in(".x", "add_users", true) ==
        "file_template makes '.x', a hidden name, which is never read as a migration\n"
        "hint: begin the name with a letter or a digit");
  CHECK(error_in(".x/%(rev)s", "add_users", true) ==
        "file_template makes '.x/ae1027a6acf2', a hidden name, which is never read as a "
        "migration\nhint: begin the name with a letter or a digit");
  CHECK(name_of(".%(rev)s_%(slug)s", "") == "ae1027a6acf2.cpp");
}

TEST_CASE("a token that there is not is refused with a suggestion") {
  CHECK(error_in("%(revv)s") ==
        "file_template has an unknown token '%(revv)', did you mean '%(rev)'?");
  CHECK(error_in("%(nothing)s") == "file_template has an unknown token '%(nothing)'");
}

TEST_CASE("what is not a token is refused from where it begins") {
  const std::string expected =
      ": expected a token such as '%(rev)s' or '%(month).2d', or '%%' for a percent sign";
  for (const char* wrong : {"%", "%d", "%(rev", "%(rev)", "%(rev)d", "%(rev).2s", "%(year)x",
                            "%(year).999d", "%(year).2s"}) {
    CHECK(error_in("a" + std::string(wrong)) ==
          "file_template is wrong from '" + std::string(wrong) + "' on" + expected);
  }
}

TEST_CASE("a new id is twelve hexadecimal digits, and another one each time") {
  const std::string id = revise::tool::new_revision_id();
  CHECK(id.size() == 12);
  CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(id != revise::tool::new_revision_id());
}

}  // namespace test_scaffold_file_name
