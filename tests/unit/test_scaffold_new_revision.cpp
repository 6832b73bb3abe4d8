#include "scaffold/new_revision.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scaffold/write_file.h"
#include "test_config_folder.h"

namespace test_scaffold_new_revision {

using revise::config_error;
using namespace revise::tool;
using contents = std::map<std::string, std::string>;

namespace {

configuration config_in(const test_folder& folder, const std::string& lines = {}) {
  folder.write("alembic.ini", "[alembic]\nscript_location = m\ntimezone = UTC\n" + lines);
  load_request request;
  request.ini = folder / "alembic.ini";
  return load_configuration(request);
}

revision_request example() {
  revision_request request;
  request.revision = "ae1027a6acf2";
  request.down_revision = {"1975ea83b712"};
  request.message = "add users";
  request.created_at = 1795252440;  // 2026-11-21 09:14:00 UTC
  return request;
}

std::string plan_error(const configuration& config, const revision_request& request) {
  return message_of<config_error>([&] { plan_revision(config, request); });
}

// Root ignores permissions.
class as_nobody {
 public:
  as_nobody() : was_root_(geteuid() == 0) {
    if (was_root_ && seteuid(65534) != 0) throw std::runtime_error("cannot become nobody");
  }
  as_nobody(const as_nobody&) = delete;
  as_nobody& operator=(const as_nobody&) = delete;
  ~as_nobody() {
    if (was_root_ && seteuid(0) != 0) std::abort();
  }

 private:
  bool was_root_;
};

}  // namespace

TEST_CASE("a new migration is planned, then written") {
  const test_folder folder;
  const configuration config =
      config_in(folder, "file_template = %%(year)d%%(month).2d%%(day).2d_%%(rev)s_%%(slug)s\n");
  const planned_revision plan = plan_revision(config, example());
  CHECK(plan.path == folder / "m/versions/20261121_ae1027a6acf2_add_users.cpp");
  CHECK(
      plan.text.starts_with("// add users\n//\n// Revision:  ae1027a6acf2\n"
                            "// Revises:   1975ea83b712\n// Created:   2026-11-21 09:14 UTC\n"));
  CHECK_FALSE(std::filesystem::exists(folder / "m"));

  write_revision(config, plan, {});
  contents expected = {{"m/", ""}, {"m/versions/", ""}};
  expected["m/versions/20261121_ae1027a6acf2_add_users.cpp"] = plan.text;
  contents made = folder.contents();
  made.erase("alembic.ini");
  CHECK(made == expected);
}

TEST_CASE("a new migration with SQL is three files, or none") {
  const test_folder folder;
  const configuration config = config_in(folder);
  revision_request request = example();
  request.with_sql = true;
  request.message = "add\nusers \\";
  const planned_revision plan = plan_revision(config, request);
  const std::string stem = "m/versions/ae1027a6acf2_add_users";
  CHECK(plan.path == folder / (stem + ".cpp"));
  CHECK(plan.text.find("void upgrade(operations& op) {\n"
                       "  op.execute_file(\"ae1027a6acf2_add_users.up.sql\");\n}\n\n"
                       "void downgrade(operations& op) {\n"
                       "  op.execute_file(\"ae1027a6acf2_add_users.down.sql\");\n}\n") !=
        std::string::npos);
  REQUIRE(plan.sql.size() == 2);
  CHECK(plan.sql[0].path == folder / (stem + ".up.sql"));
  CHECK(plan.sql[0].text ==
        "-- add\n-- users \\.\n--\n"
        "-- Revision:  ae1027a6acf2, upgrade\n-- Created:   2026-11-21 09:14 UTC\n\n");
  CHECK(plan.sql[1].path == folder / (stem + ".down.sql"));
  CHECK(plan.sql[1].text ==
        "-- add\n-- users \\.\n--\n"
        "-- Revision:  ae1027a6acf2, downgrade\n-- Created:   2026-11-21 09:14 UTC\n\n");

  for (const char* ending : {".cpp", ".up.sql", ".down.sql"}) {
    CAPTURE(std::string(ending));
    const auto there = folder.write(stem + ending, "mine");
    const contents before = folder.contents();
    CHECK(message_of<revise::error>([&] { write_revision(config, plan, {}); }) ==
          "'" + there.string() +
              "' already exists\nhint: another --rev-id or message makes another name; so does "
              "file_template in the ini");
    CHECK(folder.contents() == before);
    std::filesystem::remove(there);
  }
  write_revision(config, plan, {});
  CHECK(folder.contents() == contents{{"alembic.ini", folder.contents()["alembic.ini"]},
                                      {"m/", ""},
                                      {"m/versions/", ""},
                                      {stem + ".cpp", plan.text},
                                      {stem + ".up.sql", plan.sql[0].text},
                                      {stem + ".down.sql", plan.sql[1].text}});
}

TEST_CASE("a template without a place for the SQL files is refused only with them") {
  const test_folder folder;
  const configuration config = config_in(folder);
  const auto own = folder.write("m/migration.cpp.in", "@revision_literal@ @down_revision@\n");
  const auto own_sql = folder.write("m/migration.sql.in", "-- ours: @way@ of @revision@\n@crated@");
  revision_request request = example();
  CHECK(plan_revision(config, request).sql.empty());
  request.with_sql = true;
  CHECK(plan_error(config, request) ==
        own_sql.string() + ":2: unknown placeholder '@crated@', did you mean '@created@'?");
  folder.write("m/migration.sql.in", "-- ours: @way@ of @revision@\n");
  CHECK(plan_error(config, request) ==
        own.string() + ": no '@upgrade@', so it has no place for the call that runs the SQL file");
  folder.write("m/migration.cpp.in",
               "@revision_literal@ @down_revision@\n@upgrade@ // @downgrade@\n");
  const planned_revision plan = plan_revision(config, request);
  CHECK(plan.text ==
        "\"ae1027a6acf2\" {\"1975ea83b712\"}\nop.execute_file(\"ae1027a6acf2_add_users.up.sql\"); "
        "// op.execute_file(\"ae1027a6acf2_add_users.down.sql\");\n");
  CHECK(plan.sql[1].text == "-- ours: downgrade of ae1027a6acf2\n");
}

TEST_CASE("the user's own template is used, and its mistakes are shown in it") {
  const test_folder folder;
  const configuration config = config_in(folder);
  folder.write("m/migration.cpp.in", "own @revision_literal@ @down_revision@\n");
  CHECK(plan_revision(config, example()).text == "own \"ae1027a6acf2\" {\"1975ea83b712\"}\n");
  const auto own =
      folder.write("m/migration.cpp.in", "@revision_literal@ @down_revision@\n@x_y@\n");
  CHECK(plan_error(config, example()) == own.string() + ":2: unknown placeholder '@x_y@'");
}

TEST_CASE("with several version locations one must be named, and it must be one of them") {
  const test_folder folder;
  const configuration config = config_in(folder, "version_locations = a b\n");
  const std::string both = "'" + (folder / "a").string() + "', '" + (folder / "b").string() + "'";
  revision_request request = example();
  CHECK(plan_error(config, request) ==
        (folder / "alembic.ini").string() + ":4: there is more than one version location: " + both +
            "\nhint: --version-path FOLDER names the one for a new base");
  request.version_path = folder / "b/";
  CHECK(plan_revision(config, request).path == folder / "b/ae1027a6acf2_add_users.cpp");
  request.version_path = folder / "b/deeper";
  CHECK(plan_error(config, request) == "'" + (folder / "b/deeper").string() +
                                           "' is not one of the version locations: " + both +
                                           "\nhint: add it to version_locations in the ini");
  const configuration recursive =
      config_in(folder, "version_locations = a b\nrecursive_version_locations = true\n");
  CHECK(plan_revision(recursive, request).path == folder / "b/deeper/ae1027a6acf2_add_users.cpp");
}

TEST_CASE("a key that cannot be used for a new file is blamed with its line") {
  const test_folder folder;
  const std::string ini = (folder / "alembic.ini").string();
  CHECK(plan_error(config_in(folder, "file_template = %%(slog)s\n"), example()) ==
        ini + ":4: file_template has an unknown token '%(slog)', did you mean '%(slug)'?");
  configuration config = config_in(folder);
  config.timezone = "Mars/Olympus";
  CHECK(plan_error(config, example()) ==
        ini +
            ":3: timezone 'Mars/Olympus' is not known on this machine\n"
            "hint: use UTC or a name such as Europe/Berlin; the package tzdata provides the names");
}

TEST_CASE("a new file never takes the place of another, and appears whole or not at all") {
  const test_folder folder;
  write_new_file(folder / "a.cpp", "mine");
  CHECK(message_of<revise::error>([&] { write_new_file(folder / "a.cpp", "other"); }) ==
        "'" + (folder / "a.cpp").string() + "' already exists");
  CHECK(message_of<revise::error>([&] { write_new_file(folder / "no/a.cpp", "x"); }) ==
        "cannot write '" + (folder / "no/a.cpp").string() + "': no such file or directory");
  const std::string name = std::string(300, 'x') + ".cpp";
  CHECK(message_of<revise::error>([&] { write_new_file(folder / name, "x"); }) ==
        "cannot write '" + (folder / name).string() +
            "': file name too long\nhint: a lower truncate_slug_length makes shorter names");
  CHECK(folder.contents() == contents{{"a.cpp", "mine"}});
}

TEST_CASE("a folder that cannot be written says so") {
  const test_folder folder;
  const std::filesystem::path versions = folder / "versions";
  std::filesystem::create_directory(versions);
  chmod(folder.path().c_str(), 0755);
  chmod(versions.c_str(), 0555);
  {
    const as_nobody nobody;
    CHECK(message_of<revise::error>([&] { write_new_file(versions / "a.cpp", "x"); }) ==
          "cannot write '" + (versions / "a.cpp").string() +
              "': permission denied\nhint: make the folder '" + versions.string() +
              "' writable for your user");
  }
  CHECK(folder.contents() == contents{{"versions/", ""}});
}

TEST_CASE("post write hooks run on the new file without a shell") {
  const test_folder folder;
  folder.write("bin/hook",
               "#!/bin/sh\necho \"[$1][$2][$3]\" in \"$(pwd -P)\"; echo '// hooked' >> \"$1\"\n");
  chmod((folder / "bin/hook").c_str(), 0755);
  std::filesystem::create_directory(folder / "sub");
  const configuration config = config_in(folder,
                                         "[post_write_hooks]\n"
                                         "hooks = one, two\n"
                                         "one.type = exec\n"
                                         "one.executable = bin/hook\n"
                                         "one.options = 'a b' $HOME\n"
                                         "one.cwd = sub\n"
                                         "two.type = exec\n"
                                         "two.executable = echo\n"
                                         "two.options = -x --file=REVISION_SCRIPT_FILENAME;\n");
  const planned_revision plan = plan_revision(config, example());
  std::string output;
  write_revision(config, plan, [&](std::string_view piece) { output += piece; });
  CHECK(output == "[" + plan.path.string() + "][a b][$HOME] in " + (folder / "sub").string() +
                      "\n-x --file=" + plan.path.string() + ";\n");
  CHECK(folder.contents()["m/versions/ae1027a6acf2_add_users.cpp"] == plan.text + "// hooked\n");
}

TEST_CASE("a hook that fails is named, and the file stays") {
  const test_folder folder;
  const std::string ini = (folder / "alembic.ini").string();
  const auto error_of_hook = [&](const std::string& executable) {
    const configuration config = config_in(
        folder,
        "[post_write_hooks]\nhooks = h\nh.type = exec\nh.executable = " + executable + "\n");
    const planned_revision plan = plan_revision(config, example());
    std::filesystem::remove(plan.path);
    std::string message = message_of<revise::error>([&] { write_revision(config, plan, {}); });
    CHECK(folder.contents()["m/versions/ae1027a6acf2_add_users.cpp"] == plan.text);
    return message;
  };
  const std::string stays = "\nhint: the new file was written anyway: " +
                            (folder / "m/versions/ae1027a6acf2_add_users.cpp").string();
  CHECK(error_of_hook("false") ==
        ini + ":6: post write hook 'h' failed: 'false': exit code 1" + stays);
  CHECK(error_of_hook("no-such-program") ==
        ini +
            ":6: post write hook 'h' failed: cannot run 'no-such-program': no such file or "
            "directory" +
            stays);
}

TEST_CASE("a hook of another type is refused before anything is written") {
  const test_folder folder;
  const configuration config =
      config_in(folder, "[post_write_hooks]\nhooks = black\nblack.type = console_scripts\n");
  CHECK(plan_error(config, example()) ==
        (folder / "alembic.ini").string() +
            ":6: post write hook 'black' is of type 'console_scripts', which revise cannot run\n"
            "hint: set 'black.type = exec' and 'black.executable = …', or remove it from 'hooks'");
}

}  // namespace test_scaffold_new_revision
