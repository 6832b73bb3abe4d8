#include "config/configuration.h"

#include <doctest/doctest.h>

#include "test_config_folder.h"

namespace test_config_configuration {

using revise::config_error;
using namespace revise::tool;
using namespace std::chrono_literals;
using paths = std::vector<std::filesystem::path>;
using texts = std::vector<std::string>;

namespace {

load_request request_in(const test_folder& folder, environment::variables process = {}) {
  load_request request;
  request.working_directory = folder.path();
  request.environment = environment(std::move(process));
  return request;
}

configuration loaded(const test_folder& folder, std::string_view ini,
                     environment::variables process = {}) {
  folder.write("alembic.ini", ini);
  return load_configuration(request_in(folder, std::move(process)));
}

// `[alembic]` and a script_location come first, so that `lines` begin in line 3.
configuration loaded_lines(const test_folder& folder, std::string_view lines) {
  return loaded(folder, "[alembic]\nscript_location = m\n" + std::string(lines));
}

std::string error_in(std::string_view lines) {
  const test_folder folder;
  return message_of<config_error>([&] { loaded_lines(folder, lines); });
}

}  // namespace

TEST_CASE("an ini with nothing but the script location gets the defaults") {
  const test_folder folder;
  const configuration c = loaded(folder, "[alembic]\nscript_location = m\n");
  CHECK(c.ini == "alembic.ini");
  CHECK(c.section == "alembic");
  CHECK(c.here == folder.path());
  CHECK(c.script_location == folder / "m");
  CHECK(c.version_locations == paths{folder / "m/versions"});
  CHECK_FALSE(c.recursive_version_locations);
  CHECK(c.file_template == "%(rev)s_%(slug)s");
  CHECK(c.truncate_slug_length == 40);
  CHECK(c.timezone == "");
  CHECK(c.post_write_hooks.empty());
  CHECK(c.version_table == "alembic_version");
  CHECK(c.version_table_schema == "");
  CHECK(c.compiler == "");
  CHECK(c.compile_flags.empty());
  CHECK(c.include_dirs.empty());
  CHECK(c.link_libraries.empty());
  CHECK(c.lock_wait == time_limit(5min));
  CHECK(c.lock_timeout == time_limit(5s));
  CHECK(c.lock_retries == 10);
  CHECK(c.statement_timeout == time_limit());
  CHECK_FALSE(c.url.has_value());
  CHECK(c.warnings.empty());
  CHECK(c.place_of("script_location") == "alembic.ini:2");
  CHECK(c.place_of("timezone") == "alembic.ini");
}

TEST_CASE("every key is read") {
  const test_folder folder;
  const configuration c = loaded(folder,
                                 "[alembic]\n"
                                 "script_location = %(here)s/m/\n"
                                 "version_locations = a:%(here)s/b:/c\n"
                                 "path_separator = os\n"
                                 "recursive_version_locations = true\n"
                                 "file_template = %%(year)d_%%(rev)s\n"
                                 "truncate_slug_length = 20\n"
                                 "timezone = Europe/Berlin\n"
                                 "version_table = v\n"
                                 "version_table_schema = s\n"
                                 "sqlalchemy.url =\n"
                                 "  postgresql://${WHO}:p%%40@h/d\n"
                                 "compiler = g++-12\n"
                                 "compile_flags = -O1 '-DNAME=\"a b\"' -I%(here)s/x\n"
                                 "include_dirs = include:/usr/include/x\n"
                                 "link_libraries = pq -lm lib/libx.a\n"
                                 "lock_wait = 0\n"
                                 "lock_timeout = 7s\n"
                                 "statement_timeout = off\n"
                                 "lock_retries = 3\n",
                                 {{"WHO", "ann"}});
  CHECK(c.script_location == folder / "m");
  CHECK(c.version_locations == paths{folder / "a", folder / "b", "/c"});
  CHECK(c.recursive_version_locations);
  CHECK(c.file_template == "%(year)d_%(rev)s");
  CHECK(c.truncate_slug_length == 20);
  CHECK(c.timezone == "Europe/Berlin");
  CHECK(c.version_table == "v");
  CHECK(c.version_table_schema == "s");
  CHECK(c.url->text == "postgresql://ann:p%40@h/d");
  CHECK(c.url->from == configured_url::origin::ini);
  CHECK(c.url->place == "alembic.ini:11");
  CHECK(c.compiler == "g++-12");
  CHECK(c.compile_flags == texts{"-O1", "-DNAME=\"a b\"", "-I" + folder.path().string() + "/x"});
  CHECK(c.include_dirs == paths{folder / "include", "/usr/include/x"});
  CHECK(c.link_libraries == texts{"pq", "-lm", (folder / "lib/libx.a").string()});
  CHECK(c.lock_wait == time_limit(0ms));
  CHECK(c.lock_timeout == time_limit(7s));
  CHECK(c.lock_retries == 3);
  CHECK(c.statement_timeout == time_limit(0ms));  // off: the role's setting does not apply
  CHECK(c.warnings.empty());
}

TEST_CASE("version locations are split as the path separator says") {
  const test_folder folder;
  const paths both{folder / "a", folder / "b"};
  const char* from_alembic_1_8 =
      "version_locations = a:b\n"
      "version_path_separator = os  # Use os.pathsep. Default configuration used for new "
      "projects.\n";
  for (const char* lines :
       {"version_locations = a b\n", "version_locations = a, b\n", "version_locations =\n a\n b\n",
        "version_locations = a  b\npath_separator = space\n",
        "version_locations =\n a\n b\npath_separator = newline\n",
        "version_locations = a : b:\npath_separator = :\n",
        "version_locations = a;b\nversion_path_separator = ;\n", from_alembic_1_8}) {
    CHECK(loaded_lines(folder, lines).version_locations == both);
  }
  CHECK(error_in("path_separator = comma\n") ==
        "alembic.ini:3: key 'path_separator': 'comma' is not a separator: expected 'os', 'space', "
        "'newline', ':' or ';'");
}

TEST_CASE("a folder with spaces and separators in its name stays one") {
  const test_folder outer;
  const test_folder folder;
  outer.write("a b:c, d/alembic.ini",
              "[alembic]\nscript_location = %(here)s\n"
              "version_locations = %(here)s/x %(here)s/y\n");
  load_request request = request_in(outer);
  request.ini = "a b:c, d/alembic.ini";
  const configuration c = load_configuration(request);
  CHECK(c.script_location == outer / "a b:c, d");
  CHECK(c.version_locations == paths{outer / "a b:c, d/x", outer / "a b:c, d/y"});
}

TEST_CASE("a version location twice is one, with a warning") {
  const test_folder folder;
  const configuration c = loaded_lines(folder, "version_locations = a b/../a/ a\n");
  CHECK(c.version_locations == paths{folder / "a"});
  const std::string warning =
      "alembic.ini:3: folder '" + (folder / "a").string() + "' is listed twice";
  CHECK(c.warnings == texts{warning, warning});
}

TEST_CASE("the ini is the one of -c, else of REVISE_CONFIG, else the one here") {
  const test_folder folder;
  folder.write("alembic.ini", "[alembic]\nscript_location = here\n");
  folder.write("one/a.ini", "[alembic]\nscript_location = m\n");
  folder.write("two/b.ini", "[alembic]\nscript_location = m\n");
  load_request request = request_in(folder, {{"REVISE_CONFIG", "one/a.ini"}});
  CHECK(load_configuration(request).script_location == folder / "one/m");
  request.ini = "two/b.ini";
  CHECK(load_configuration(request).script_location == folder / "two/m");
  CHECK(load_configuration(request).place_of("script_location") == "two/b.ini:2");
  CHECK(load_configuration(request_in(folder, {{"REVISE_CONFIG", ""}})).script_location ==
        folder / "here");
}

TEST_CASE("a missing ini is an error that says how to get one") {
  const test_folder folder;
  load_request request = request_in(folder);
  CHECK(message_of<config_error>([&] { load_configuration(request); }) ==
        "no configuration: 'alembic.ini' does not exist\n"
        "hint: revise init makes one, revise -c FILE names another");
  request.ini = "x/other.ini";
  CHECK(message_of<config_error>([&] { load_configuration(request); }) ==
        "no configuration: 'x/other.ini' does not exist\n"
        "hint: revise init makes one, revise -c FILE names another");
}

TEST_CASE("another section is used by its name, and a missing one names those there are") {
  const test_folder folder;
  folder.write("alembic.ini",
               "[DEFAULT]\nversion_table = v\n"
               "[alembic]\nscript_location = a\n[other]\nscript_location = b\n");
  load_request request = request_in(folder);
  request.section = "other";
  CHECK(load_configuration(request).script_location == folder / "b");
  CHECK(load_configuration(request).version_table == "v");
  request.section = "x";
  CHECK(message_of<config_error>([&] { load_configuration(request); }) ==
        "alembic.ini: no section '[x]': it has '[alembic]', '[other]'\n"
        "hint: revise -n SECTION names the one to use");
  CHECK(message_of<config_error>([&] { loaded(folder, "# nothing\n"); }) ==
        "alembic.ini: no section '[alembic]': it has no sections\n"
        "hint: revise -n SECTION names the one to use");
  CHECK(message_of<config_error>([&] { loaded(folder, "\n[alembic]\nscript_location =\n"); }) ==
        "alembic.ini:2: section '[alembic]' has no 'script_location'\n"
        "hint: revise init writes an ini that has it");
}

TEST_CASE("the URL is the one of --url, else of the ini, else of the environment, else of .env") {
  const test_folder folder;
  folder.write(".env", "# mine\nDATABASE_URL=sqlite:///dotenv\n");
  const std::string without = "[alembic]\nscript_location = m\n";
  const std::string with = without + "sqlalchemy.url = sqlite:///ini\n";

  const auto url = [&](const std::string& ini, environment::variables process,
                       std::optional<std::string> option) {
    folder.write("alembic.ini", ini);
    load_request request = request_in(folder, std::move(process));
    request.url = std::move(option);
    const configured_url result = load_configuration(request).required_url();
    return result.text + " by " + result.place;
  };
  const environment::variables process = {{"DATABASE_URL", "sqlite:///process"}};
  CHECK(url(with, process, "sqlite:///option") == "sqlite:///option by --url");
  CHECK(url(with, process, {}) == "sqlite:///ini by alembic.ini:3");
  CHECK(url(without + "sqlalchemy.url =\n", process, {}) == "sqlite:///process by DATABASE_URL");
  CHECK(url(without, {}, {}) == "sqlite:///dotenv by .env:2");
  CHECK(message_of<config_error>([&] { url(with, process, ""); }) ==
        "--url is empty\nhint: leave it out to use the ini's URL or DATABASE_URL");
}

TEST_CASE("only those who connect need a URL") {
  const test_folder folder;
  CHECK(message_of<config_error>([&] { loaded_lines(folder, "").required_url(); }) ==
        "no database: 'alembic.ini' has no 'sqlalchemy.url', and DATABASE_URL is not set\n"
        "hint: revise --url postgresql://user@host/database …, or set one of the two");
  const configuration c = loaded_lines(folder, "sqlalchemy.url = ${NO_URL}\n");
  CHECK_FALSE(c.url.has_value());
  CHECK(message_of<config_error>([&] { c.required_url(); }) ==
        "alembic.ini:3: variable 'NO_URL' is not set\n"
        "hint: set NO_URL in the environment or in .env next to the ini, or write "
        "${NO_URL:-default}");
}

TEST_CASE("a key that nobody knows is a warning with a suggestion, one of Alembic's is not") {
  const test_folder folder;
  const configuration c = loaded_lines(folder,
                                       "prepend_sys_path = .\n"
                                       "revision_environment = false\n"
                                       "sourceless = false\n"
                                       "output_encoding = utf-8\n"
                                       "databases = a, b\n"
                                       "sqlalchemy.echo = true\n"
                                       "file_templat = x\n"
                                       "sqlalchemy.uri = x\n"
                                       "colour = x\n"
                                       "[alembic:exclude]\n"
                                       "tables = x\n"
                                       "[loggers]\n"
                                       "keys = root\n"
                                       "[logger_root]\n"
                                       "format = %(levelname)-5.5s [%(name)s] ${x\n");
  CHECK(c.warnings ==
        texts{"alembic.ini:9: unknown key 'file_templat', did you mean 'file_template'?",
              "alembic.ini:10: unknown key 'sqlalchemy.uri', did you mean 'sqlalchemy.url'?",
              "alembic.ini:11: unknown key 'colour'"});
}

TEST_CASE("a value that cannot be used is an error with its line and what is accepted") {
  CHECK(error_in("recursive_version_locations = maybe\n") ==
        "alembic.ini:3: key 'recursive_version_locations': 'maybe' is neither 'true' nor 'false'");
  CHECK(error_in("truncate_slug_length = -1\n") ==
        "alembic.ini:3: key 'truncate_slug_length': '-1' is not a number of characters");
  CHECK(error_in("truncate_slug_length = 99999999999999999999\n") ==
        "alembic.ini:3: key 'truncate_slug_length': '99999999999999999999' is not a number of "
        "characters");
  for (const char* count : {"-1", "some", "10001"}) {
    CHECK(error_in(std::string("lock_retries = ") + count + "\n") ==
          std::string("alembic.ini:3: key 'lock_retries': '") + count +
              "' is not a number of tries, 0 to 10000");
  }
  CHECK(error_in("timezone = UTC\nlock_timeout = 5\n") ==
        "alembic.ini:4: key 'lock_timeout': '5' is not a duration: expected for example '500ms', "
        "'5s', '1min', '2h' or 'off'");
  CHECK(error_in("compile_flags = 'a\n") == "alembic.ini:3: a quote (') is not closed");
  CHECK(error_in("compile_flags = ${FLAGS}\n") ==
        "alembic.ini:3: variable 'FLAGS' is not set\n"
        "hint: set FLAGS in the environment or in .env next to the ini, or write "
        "${FLAGS:-default}");
}

TEST_CASE("durations have a unit") {
  CHECK(parse_time_limit("500ms") == time_limit(500ms));
  CHECK(parse_time_limit("5s") == time_limit(5s));
  CHECK(parse_time_limit("5 s") == time_limit(5s));
  CHECK(parse_time_limit("1min") == time_limit(1min));
  CHECK(parse_time_limit("2h") == time_limit(2h));
  CHECK(parse_time_limit("0") == time_limit(0ms));
  CHECK(parse_time_limit("off") == time_limit());
  for (const char* text : {"", "s", "5", "-5s", "+5s", "5m", "5 minutes", "1.5s", "OFF", " 5s"}) {
    CHECK_THROWS_AS(parse_time_limit(text), config_error);
  }
  CHECK(message_of<config_error>([] { parse_time_limit("9999999h"); }) ==
        "'9999999h' is too long: at most 24 days, or 'off'");
  CHECK(message_of<config_error>([] { parse_time_limit("99999999999999999999s"); }) ==
        "'99999999999999999999s' is too long: at most 24 days, or 'off'");
}

TEST_CASE("post write hooks of type exec are read, the others kept by name and type") {
  const test_folder folder;
  const configuration c = loaded_lines(folder,
                                       "[post_write_hooks]\n"
                                       "hooks = Format, black,own\n"
                                       "Format.type = exec\n"
                                       "Format.executable = clang-format\n"
                                       "Format.options = -i 'REVISION_SCRIPT_FILENAME'\n"
                                       "Format.cwd = sub\n"
                                       "Format.optoins = x\n"
                                       "black.type = console_scripts\n"
                                       "black.entrypoint = black\n"
                                       "own.type = exec\n"
                                       "own.executable = bin/own\n"
                                       "unused.type = exec\n");
  CHECK(c.post_write_hooks.size() == 3);
  const post_write_hook& format = c.post_write_hooks[0];
  CHECK(format.name == "Format");
  CHECK(format.type == "exec");
  CHECK(format.executable == "clang-format");
  CHECK(format.options == texts{"-i", "REVISION_SCRIPT_FILENAME"});
  CHECK(format.working_directory == folder / "sub");
  CHECK(format.place == "alembic.ini:5");
  CHECK(c.post_write_hooks[1].name == "black");
  CHECK(c.post_write_hooks[1].type == "console_scripts");
  CHECK(c.post_write_hooks[2].executable == (folder / "bin/own").string());
  CHECK(c.post_write_hooks[2].options.empty());
  CHECK(c.post_write_hooks[2].working_directory.empty());
  CHECK(c.warnings ==
        texts{"alembic.ini:9: unknown key 'Format.optoins', did you mean 'Format.options'?"});

  CHECK(error_in("[post_write_hooks]\nhooks = a\n") ==
        "alembic.ini:4: post write hook 'a' needs the key 'a.type'");
  CHECK(error_in("[post_write_hooks]\nhooks = a\na.type = exec\n") ==
        "alembic.ini:5: post write hook 'a' needs the key 'a.executable'");
}

}  // namespace test_config_configuration
