#include "config/known_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "config/configuration.h"
#include "util/closest.h"

namespace revise::tool {

namespace {

bool contains(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

const std::vector<std::string>& main_keys() {
  static const std::vector<std::string> keys = {
      "script_location",   "version_locations",    "path_separator", "recursive_version_locations",
      "file_template",     "truncate_slug_length", "timezone",       "version_table",
      "sqlalchemy.url",    "version_table_schema", "compiler",       "compile_flags",
      "include_dirs",      "link_libraries",       "lock_wait",      "lock_timeout",
      "statement_timeout", "lock_retries",
  };
  return keys;
}

// Alembic's keys that cause no warning. version_path_separator is the old name of path_separator.
const std::vector<std::string>& silent_keys() {
  static const std::vector<std::string> keys = {
      "prepend_sys_path", "revision_environment",   "sourceless", "output_encoding",
      "databases",        "version_path_separator",
  };
  return keys;
}

const std::vector<std::string>& hook_keys() {
  static const std::vector<std::string> keys = {"type", "executable", "options", "cwd"};
  return keys;
}

std::string unknown(const std::string& key, const std::optional<std::string>& suggestion) {
  if (!suggestion) return fmt::format("unknown key '{}'", key);
  return fmt::format("unknown key '{}', did you mean '{}'?", key, *suggestion);
}

}  // namespace

const std::vector<std::string>& known_keys() {
  static const std::vector<std::string> keys = [] {
    std::vector<std::string> all = main_keys();
    all.emplace_back("hooks");
    for (const std::string& key : hook_keys()) all.push_back("<name>." + key);
    return all;
  }();
  return keys;
}

std::optional<std::string> remark_on_key(const std::string& key) {
  if (contains(main_keys(), key) || contains(silent_keys(), key)) return std::nullopt;
  const std::optional<std::string> suggestion = closest(key, main_keys());
  // Other keys of SQLAlchemy (sqlalchemy.echo, …) are left to SQLAlchemy.
  if (key.starts_with("sqlalchemy.") && !suggestion) return std::nullopt;
  return unknown(key, suggestion);
}

std::optional<std::string> remark_on_hook_key(const std::string& hook, const std::string& key) {
  if (contains(hook_keys(), key)) return std::nullopt;
  std::optional<std::string> suggestion = closest(key, hook_keys());
  if (suggestion) suggestion = fmt::format("{}.{}", hook, *suggestion);
  return unknown(fmt::format("{}.{}", hook, key), suggestion);
}

}  // namespace revise::tool
