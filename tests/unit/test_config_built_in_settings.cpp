#include "config/built_in_settings.h"

#include <doctest/doctest.h>

#include "test_config_folder.h"

namespace test_config_built_in_settings {

using revise::config_error;
using namespace revise::tool;
using namespace std::chrono_literals;

namespace {

load_request request_of(const test_folder& folder, std::string built_in) {
  load_request request;
  request.working_directory = folder.path();
  request.built_in = std::move(built_in);
  return request;
}

}  // namespace

TEST_CASE("what a run needs of the ini goes through its text, whatever is in the values") {
  configuration before;
  before.version_table = "a = b\\n\nc\\";
  before.version_table_schema = "s";
  before.lock_wait = time_limit();
  before.lock_timeout = 1500ms;
  before.statement_timeout = 2min;
  before.lock_retries = 3;
  CHECK(settings_text(before) ==
        "version_table = a = b\\\\n\\nc\\\\\n"
        "version_table_schema = s\n"
        "lock_wait = off\n"
        "lock_timeout = 1500ms\n"
        "statement_timeout = 120000ms\n"
        "lock_retries = 3\n");
  configuration after;
  take_settings(settings_text(before), after);
  CHECK(after.version_table == before.version_table);
  CHECK(after.version_table_schema == "s");
  CHECK(after.lock_wait == time_limit());
  CHECK(after.lock_timeout == time_limit(1500ms));
  CHECK(after.statement_timeout == time_limit(2min));
  CHECK(after.lock_retries == 3);
}

TEST_CASE("a setting that a later revise wrote is passed over, a damaged one is told") {
  configuration config;
  take_settings("something_new = 1\nversion_table = v\n", config);
  CHECK(config.version_table == "v");
  CHECK(message_of<config_error>([&] { take_settings("lock_retries = x\n", config); }) ==
        "'x' is not a number of tries");
}

TEST_CASE("without an ini, what is built in counts, and DATABASE_URL of the process") {
  const test_folder folder;
  folder.write(".env", "DATABASE_URL=sqlite:///not_read.db\n");
  load_request request = request_of(folder, "version_table = v\nlock_retries = 2\n");
  const configuration none = load_configuration(request);
  CHECK(none.ini == "");
  CHECK(none.here == folder.path());
  CHECK(none.version_table == "v");
  CHECK(none.lock_retries == 2);
  CHECK(none.lock_timeout == time_limit(5s));
  CHECK(message_of<config_error>([&] { none.required_url(); }) ==
        "no database: DATABASE_URL is not set\nhint: revise --url postgresql://user@host/database "
        "…, or set "
        "DATABASE_URL");
  request.environment = environment(environment::variables{{"DATABASE_URL", "sqlite:///a.db"}});
  CHECK(load_configuration(request).required_url().text == "sqlite:///a.db");
  request.section = "other";
  CHECK(message_of<config_error>([&] { load_configuration(request); }) ==
        "-n names a section, but no ini is read\nhint: -c FILE names one");
}

TEST_CASE("an ini beats what is built in; it needs no script_location") {
  const test_folder folder;
  folder.write("alembic.ini", "[alembic]\nversion_table = w\nsqlalchemy.url = sqlite:///b.db\n");
  load_request request = request_of(folder, "version_table = v\nversion_table_schema = s\n");
  const configuration found = load_configuration(request);
  CHECK(found.version_table == "w");
  CHECK(found.version_table_schema == "s");
  CHECK(found.required_url().text == "sqlite:///b.db");
  request.named_ini_only = true;
  CHECK(load_configuration(request).version_table == "v");
  request.environment = environment(environment::variables{{"REVISE_CONFIG", "alembic.ini"}});
  CHECK(load_configuration(request).version_table == "v");
  request.ini = "alembic.ini";
  CHECK(load_configuration(request).version_table == "w");
}

}  // namespace test_config_built_in_settings
