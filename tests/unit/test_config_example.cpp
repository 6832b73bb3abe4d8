#include <doctest/doctest.h>

#include <regex>

#include "config/configuration.h"
#include "test_config_folder.h"
#include "util/read_file.h"

namespace test_config_example {

using namespace revise::tool;

namespace {

const std::filesystem::path repository =
    std::filesystem::absolute(__FILE__).parent_path().parent_path().parent_path();

std::string example_text() { return revise::read_file(repository / "alembic.ini.example").value(); }

configuration loaded(const test_folder& folder, const std::string& text) {
  folder.write("alembic.ini", text);
  load_request request;
  request.ini = folder / "alembic.ini";
  request.environment = environment(environment::variables{{"PASSWORD", "secret"}});
  return load_configuration(request);
}

}  // namespace

TEST_CASE("the example is read without a warning, and what it sets are the defaults") {
  const test_folder folder;
  const configuration example = loaded(folder, example_text());
  const configuration defaults =
      loaded(folder, "[alembic]\nscript_location = %(here)s/migrations\n");
  CHECK(example.warnings.empty());
  CHECK(example.script_location == defaults.script_location);
  CHECK(example.version_locations == defaults.version_locations);
  CHECK(example.recursive_version_locations == defaults.recursive_version_locations);
  CHECK(example.file_template == defaults.file_template);
  CHECK(example.truncate_slug_length == defaults.truncate_slug_length);
  CHECK(example.timezone == defaults.timezone);
  CHECK(example.post_write_hooks.empty());
  CHECK(example.version_table == defaults.version_table);
  CHECK(example.version_table_schema == defaults.version_table_schema);
  CHECK_FALSE(example.url.has_value());
  CHECK(example.compiler == defaults.compiler);
  CHECK(example.compile_flags == defaults.compile_flags);
  CHECK(example.include_dirs == defaults.include_dirs);
  CHECK(example.link_libraries == defaults.link_libraries);
  CHECK(example.lock_wait == defaults.lock_wait);
  CHECK(example.lock_timeout == defaults.lock_timeout);
  CHECK(example.lock_retries == defaults.lock_retries);
  CHECK(example.statement_timeout == defaults.statement_timeout);
}

TEST_CASE("the example's own examples can be read too") {
  const test_folder folder;
  std::string text = std::regex_replace(example_text(), std::regex("\n# ([a-z_.]+ = )"), "\n$1");
  text = std::regex_replace(text, std::regex("\nhooks =\n"), "\nhooks = format\n");
  const configuration example = loaded(folder, text);
  CHECK(example.warnings.empty());
  CHECK(example.required_url().text == "postgresql://user:secret@host:5432/database");
  CHECK(example.compiler == "g++-12");
  CHECK(example.post_write_hooks.size() == 1);
  CHECK(example.post_write_hooks.at(0).working_directory == folder.path());
}

TEST_CASE("the example has every key that is read") {
  const std::string text = example_text();
  for (std::string key : known_keys()) {
    if (key.starts_with("<name>")) key.replace(0, 6, "format");
    const bool is_there = text.find("\n" + key + " =") != std::string::npos ||
                          text.find("\n# " + key + " =") != std::string::npos;
    CHECK_MESSAGE(is_there, key);
  }
}

TEST_CASE("the repository's own ini is read without a warning") {
  load_request request;
  request.ini = repository / "alembic.ini";
  const configuration c = load_configuration(request);
  CHECK(c.warnings.empty());
  CHECK(c.script_location == repository / "versions");
  CHECK(c.version_locations.front() == repository / "versions/platform");
  CHECK(c.version_locations.size() == 7);
}

}  // namespace test_config_example
