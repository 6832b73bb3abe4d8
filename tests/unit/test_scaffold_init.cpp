#include "scaffold/init.h"

#include <doctest/doctest.h>

#include "config/configuration.h"
#include "scaffold/template_set.h"
#include "test_config_folder.h"
#include "util/error.h"

namespace test_scaffold_init {

using namespace revise::tool;
using contents = std::map<std::string, std::string>;

namespace {

std::string of_set(std::string_view path) {
  return std::string(find_template_set("generic").text_of(path));
}

init_request request_in(const test_folder& folder, const std::string& name = "migrations") {
  return {folder / "alembic.ini", folder / name, "generic"};
}

std::string error_of(const init_request& request) {
  return message_of<revise::error>([&] { carry_out(plan_init(request)); });
}

}  // namespace

TEST_CASE("init makes the ini and the folder, and the ini is read without a warning") {
  const test_folder folder;
  carry_out(plan_init(request_in(folder)));
  contents made = folder.contents();
  const std::string ini = made["alembic.ini"];
  made.erase("alembic.ini");
  CHECK(made ==
        contents{{"migrations/", ""},
                 {"migrations/.clangd", of_set("clangd.in")},
                 {"migrations/.gitignore", "# What revise builds from versions/.\n/.revise/\n"},
                 {"migrations/README.md", of_set("README.md")},
                 {"migrations/migration.cpp.in", of_set("migration.cpp.in")},
                 {"migrations/migration.sql.in", of_set("migration.sql.in")},
                 {"migrations/versions/", ""},
                 {"migrations/versions/.gitkeep", ""}});
  CHECK(ini.find("\nscript_location = %(here)s/migrations\n") != std::string::npos);

  load_request request;
  request.working_directory = folder.path();
  const configuration c = load_configuration(request);
  CHECK(c.warnings.empty());
  CHECK(c.script_location == folder / "migrations");
  CHECK(c.file_template == "%(year)d%(month).2d%(day).2d_%(rev)s_%(slug)s");
  CHECK(c.timezone == "UTC");
  CHECK_FALSE(c.url.has_value());
}

TEST_CASE("the folder's name may be nearly any") {
  for (const char* name : {"a b", "it's", "100%", "%(here)s", "$HOME", "a;b:c,d", "#x", "${x",
                           "r\u00e9sum\u00e9", "deep/er/still", "db/", "./db/../db2", "."}) {
    const test_folder folder;
    if (std::string(name).starts_with("./db")) std::filesystem::create_directory(folder / "db");
    carry_out(plan_init(request_in(folder, name)));
    load_request request;
    request.working_directory = folder.path();
    const configuration c = load_configuration(request);
    CHECK(std::filesystem::exists(c.script_location / "migration.cpp.in"));
    CHECK(std::filesystem::equivalent(c.script_location, folder / name));
    if (std::string(name) == ".") continue;
    CHECK(c.version_locations.front() == c.script_location / "versions");
  }
  for (const char* name : {"${HOME}", "a\nb", "a "}) {
    const test_folder folder;
    CHECK(error_of(request_in(folder, name)) ==
          "the folder's name '" + std::string(name) +
              "' cannot be written in an ini\nhint: revise init DIR makes another");
    CHECK(folder.contents().empty());
  }
}

TEST_CASE("the ini may be in a folder of its own") {
  const test_folder folder;
  carry_out(plan_init({folder / "etc/db/alembic.ini", folder / "migrations", "generic"}));
  load_request request;
  request.ini = folder / "etc/db/alembic.ini";
  CHECK(load_configuration(request).script_location == folder / "migrations");
}

TEST_CASE("init changes nothing where something is in the way") {
  const test_folder folder;
  folder.write("alembic.ini", "mine");
  folder.write("full/file", "mine");
  folder.write("file", "mine");
  std::filesystem::create_directory(folder / "empty");
  std::filesystem::create_symlink("nowhere", folder / "dangling.ini");
  const contents before = folder.contents();
  const std::string at = folder.path().string();

  CHECK(error_of(request_in(folder)) ==
        "'" + at + "/alembic.ini' already exists\nhint: revise -c FILE init DIR makes another ini");
  init_request request = request_in(folder, "full");
  request.ini = folder / "new.ini";
  CHECK(error_of(request) ==
        "the folder '" + at +
            "/full' already exists, and is not empty\nhint: revise init DIR makes another");
  request.folder = folder / "file";
  CHECK(error_of(request) ==
        "'" + at +
            "/file' already exists, and is not a folder\nhint: revise init DIR makes another");
  request.folder = folder / "new";
  request.template_name = "genric";
  CHECK(error_of(request) ==
        "no template 'genric', did you mean 'generic'?\nhint: revise list_templates");
  request = request_in(folder, "empty");
  request.ini = folder / "dangling.ini";
  CHECK(error_of(request).starts_with("'" + at + "/dangling.ini' already exists"));
  CHECK(folder.contents() == before);
}

TEST_CASE("an init that fails half-way takes back what it made, and nothing else") {
  const test_folder folder;
  std::filesystem::create_directory(folder / "migrations");
  init_plan plan = plan_init(request_in(folder));
  // Another process writes the file that comes last before init does.
  folder.write("alembic.ini", "theirs");
  CHECK(message_of<revise::error>([&] { carry_out(plan); }) ==
        "'" + (folder / "alembic.ini").string() + "' already exists");
  CHECK(folder.contents() == contents{{"alembic.ini", "theirs"}, {"migrations/", ""}});
}

}  // namespace test_scaffold_init
