#include "config/configuration.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "config/built_in_settings.h"
#include "config/expansion.h"
#include "config/ini_file.h"
#include "config/known_keys.h"
#include "config/trust.h"
#include "config/values.h"
#include "util/ownership.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* default_ini = "alembic.ini";
constexpr const char* url_key = "sqlalchemy.url";
constexpr const char* url_variable = "DATABASE_URL";
constexpr const char* hooks_section = "post_write_hooks";
constexpr std::size_t most_lock_retries = 10'000;

// The name of the `.env` beside the ini, as used in messages.
std::string dotenv_name(const configuration& config) {
  return (config.ini.parent_path() / ".env").string();
}

class configuration_reader {
 public:
  configuration_reader(const load_request& request, const ini_file& ini, configuration& result)
      : request_(request), ini_(ini), result_(result) {}

  void read() {
    remark_on_unknown_keys();
    read_places();
    read_locations();
    read_files();
    read_build();
    read_hooks();
    if (result_.environment.has_used_dotenv()) result_.code_from_dotenv = dotenv_name(result_);
    read_database();
    read_url();
  }

  /// Reads only the settings about the database. The versions are already compiled.
  void read_for_compiled() {
    remark_on_unknown_keys();
    read_places();
    read_database();
    read_url();
  }

 private:
  const ini_value* find(const std::string& key) const { return ini_.find(result_.section, key); }

  expansion expansion_at(const ini_value& value) const {
    return {[this](const std::string& name) { return result_.environment.get(name); },
            result_.here.string(), ini_.place_of(value)};
  }

  // The key's value; nullopt if it is missing or empty. Both mean the default.
  std::optional<std::string> text(const std::string& key) const {
    const ini_value* value = find(key);
    if (value == nullptr) return std::nullopt;
    // A value that begins on the line after its key starts with a line end.
    const std::size_t begin = value->text.find_first_not_of('\n');
    if (begin == std::string::npos) return std::nullopt;
    std::string expanded = expand(value->text.substr(begin), expansion_at(*value));
    if (expanded.empty()) return std::nullopt;
    return expanded;
  }

  std::vector<std::string> words(const std::string& key) const {
    const ini_value* value = find(key);
    if (value == nullptr) return {};
    return expand_words(value->text, expansion_at(*value));
  }

  [[noreturn]] void refuse(const std::string& key, const std::string& why) const {
    throw config_error(fmt::format("{}: key '{}': {}", result_.place_of(key), key, why));
  }

  fs::path absolute(const std::string& path) const {
    fs::path result = (result_.here / path).lexically_normal();
    // "a/" and "a" are the same folder; messages always show "a".
    return result.has_filename() || !result.has_relative_path() ? result : result.parent_path();
  }

  // A bare name of a program or library is left for the PATH or the linker to find.
  std::string absolute_if_path(const std::string& name) const {
    return name.find('/') == std::string::npos ? name : absolute(name).string();
  }

  std::vector<fs::path> paths(const std::string& key) const {
    const ini_value* value = find(key);
    if (value == nullptr) return {};
    std::vector<fs::path> all;
    for (const std::string& path : expand_list(value->text, expansion_at(*value), separators_)) {
      all.push_back(absolute(path));
    }
    return all;
  }

  void read_places() {
    for (const std::string& key : known_keys()) {
      if (const ini_value* value = find(key)) result_.places[key] = ini_.place_of(*value);
    }
  }

  void remark_on_unknown_keys() {
    const ini_section* section = ini_.find(result_.section);
    for (const auto& [key, value] : section->entries) {
      if (const std::optional<std::string> remark = remark_on_key(key)) warn(value, *remark);
    }
  }

  void warn(const ini_value& value, const std::string& what) {
    result_.warnings.push_back(fmt::format("{}: {}", ini_.place_of(value), what));
  }

  // A hint for a missing 'script_location'. If another section has the key, the hint is to move it
  // to [DEFAULT], whose keys all sections share.
  std::string hint_on_script_location() const {
    for (const ini_section& other : ini_.sections()) {
      const ini_value* const value = other.find("script_location");
      if (value == nullptr || other.name == result_.section) continue;
      return fmt::format(
          "move '{}' from section '[{}]' to '[DEFAULT]', whose keys all sections "
          "have, or give '[{}]' its own",
          "script_location", other.name, result_.section);
    }
    return "revise init writes an ini that has it";
  }

  void read_locations() {
    for (const char* key : {"path_separator", "version_path_separator"}) {
      const std::optional<std::string> said = text(key);
      if (!said) continue;
      const std::optional<std::string_view> separators = separators_of(*said);
      if (!separators) {
        throw config_error(fmt::format(
            "{}: key '{}': '{}' is not a separator: expected 'os', 'space', 'newline', ':' or ';'",
            ini_.place_of(*find(key)), key, *said));
      }
      separators_ = *separators;
      break;
    }
    const std::optional<std::string> location = text("script_location");
    if (!location) {
      throw config_error(fmt::format("{}:{}: section '[{}]' has no 'script_location'", ini_.name(),
                                     ini_.find(result_.section)->line, result_.section),
                         hint_on_script_location());
    }
    result_.script_location = absolute(*location);
    for (fs::path& path : paths("version_locations")) {
      if (std::find(result_.version_locations.begin(), result_.version_locations.end(), path) !=
          result_.version_locations.end()) {
        warn(*find("version_locations"), fmt::format("folder '{}' is listed twice", path.string()));
      } else {
        result_.version_locations.push_back(std::move(path));
      }
    }
    if (result_.version_locations.empty()) {
      result_.version_locations.push_back(result_.script_location / "versions");
    }
    if (const std::optional<std::string> said = text("recursive_version_locations")) {
      const std::optional<bool> value = parse_bool(*said);
      if (!value) {
        refuse("recursive_version_locations",
               fmt::format("'{}' is neither 'true' nor 'false'", *said));
      }
      result_.recursive_version_locations = *value;
    }
  }

  void read_files() {
    if (std::optional<std::string> said = text("file_template")) {
      result_.file_template = std::move(*said);
    }
    if (const std::optional<std::string> said = text("truncate_slug_length")) {
      const std::optional<std::size_t> value = parse_count(*said);
      if (!value) {
        refuse("truncate_slug_length", fmt::format("'{}' is not a number of characters", *said));
      }
      // As in Alembic, 0 means the default.
      if (*value > 0) result_.truncate_slug_length = *value;
    }
    result_.timezone = text("timezone").value_or("");
  }

  void read_build() {
    if (const std::optional<std::string> said = text("compiler")) {
      result_.compiler = absolute_if_path(*said);
    }
    result_.compile_flags = words("compile_flags");
    result_.include_dirs = paths("include_dirs");
    for (const std::string& word : words("link_libraries")) {
      const bool names_folder = word.starts_with("-L") && word.size() > 2;
      if (names_folder) {
        result_.link_libraries.push_back("-L" + absolute(word.substr(2)).string());
      } else {
        result_.link_libraries.push_back(word.starts_with('-') ? word : absolute_if_path(word));
      }
    }
  }

  void read_database() {
    if (std::optional<std::string> said = text("version_table")) {
      result_.version_table = std::move(*said);
    }
    if (std::optional<std::string> said = text("version_table_schema")) {
      result_.version_table_schema = std::move(*said);
    }
    read_limit("lock_wait", result_.lock_wait);
    read_limit("lock_timeout", result_.lock_timeout);
    read_limit("statement_timeout", result_.statement_timeout);
    if (text("statement_timeout") && !result_.statement_timeout) {
      result_.statement_timeout = std::chrono::milliseconds(0);
    }
    if (const std::optional<std::string> said = text("lock_retries")) {
      const std::optional<std::size_t> value = parse_count(*said);
      if (!value || *value > most_lock_retries) {
        refuse("lock_retries",
               fmt::format("'{}' is not a number of tries, 0 to {}", *said, most_lock_retries));
      }
      result_.lock_retries = static_cast<unsigned>(*value);
    }
    // PostgreSQL takes 0 to mean "off".
    if (result_.lock_timeout == std::chrono::milliseconds(0)) result_.lock_timeout.reset();
  }

  void read_limit(const std::string& key, time_limit& limit) const {
    const std::optional<std::string> said = text(key);
    if (!said) return;
    try {
      limit = parse_time_limit(*said);
    } catch (const config_error& e) {
      refuse(key, e.what());
    }
  }

  void read_url() {
    if (request_.url) {
      if (request_.url->empty()) {
        throw config_error("--url is empty", "leave it out to use the ini's URL or DATABASE_URL");
      }
      result_.url = configured_url{*request_.url, configured_url::origin::option, "--url"};
      return;
    }
    try {
      if (std::optional<std::string> said = text(url_key)) {
        result_.url = configured_url{std::move(*said), configured_url::origin::ini,
                                     result_.place_of(url_key)};
        return;
      }
      std::optional<std::string> said = result_.environment.get(url_variable);
      if (!said || said->empty()) return;
      const bool of_process = result_.environment.is_of_process(url_variable);
      result_.url = configured_url{
          std::move(*said),
          of_process ? configured_url::origin::environment : configured_url::origin::dotenv,
          result_.environment.place_of(url_variable)};
    } catch (const config_error& e) {
      result_.url_problem = e;
    }
  }

  // Reads `hooks = a, b`, and for each hook `a.type`, `a.executable`, `a.options` and `a.cwd`.
  void read_hooks() {
    const ini_value* names = ini_.find(hooks_section, "hooks");
    if (ini_.find(hooks_section) == nullptr || names == nullptr) return;
    for (const std::string& name :
         expand_list(names->text, expansion_at(*names), default_separators)) {
      read_hook(name, *names);
    }
  }

  void read_hook(const std::string& name, const ini_value& names) {
    const ini_value& type = required_of_hook(name, "type", names);
    post_write_hook hook;
    hook.name = name;
    hook.type = expand(type.text, expansion_at(type));
    hook.place = ini_.place_of(type);
    // Alembic's other hook types are Python's. An error about them comes only when a file is made.
    if (hook.type == "exec") {
      const ini_value& executable = required_of_hook(name, "executable", type);
      hook.executable = absolute_if_path(expand(executable.text, expansion_at(executable)));
      if (const ini_value* options = ini_.find(hooks_section, hook_key(name, "options"))) {
        hook.options = expand_words(options->text, expansion_at(*options));
      }
      if (const ini_value* cwd = ini_.find(hooks_section, hook_key(name, "cwd"))) {
        hook.working_directory = absolute(expand(cwd->text, expansion_at(*cwd)));
      }
      remark_on_hook_keys(name);
    }
    result_.post_write_hooks.push_back(std::move(hook));
  }

  void remark_on_hook_keys(const std::string& name) {
    const std::string prefix = hook_key(name, "");
    for (const auto& [key, value] : ini_.find(hooks_section)->entries) {
      if (!key.starts_with(prefix)) continue;
      const std::optional<std::string> remark = remark_on_hook_key(name, key.substr(prefix.size()));
      if (remark) warn(value, *remark);
    }
  }

  // The ini reader makes all keys lower case, including the hook name in a key.
  static std::string hook_key(const std::string& name, const std::string& key) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower + "." + key;
  }

  const ini_value& required_of_hook(const std::string& name, const std::string& key,
                                    const ini_value& near) const {
    const ini_value* value = ini_.find(hooks_section, hook_key(name, key));
    if (value != nullptr && !value->text.empty()) return *value;
    throw config_error(fmt::format("{}: post write hook '{}' needs the key '{}.{}'",
                                   ini_.place_of(near), name, name, key));
  }

  const load_request& request_;
  const ini_file& ini_;
  configuration& result_;
  std::string_view separators_ = default_separators;
};

[[noreturn]] void refuse_missing_section(const ini_file& ini, const std::string& section) {
  std::string others;
  for (const ini_section& other : ini.sections()) {
    others += fmt::format("{}'[{}]'", others.empty() ? "" : ", ", other.name);
  }
  throw config_error(fmt::format("{}: no section '[{}]': it has {}", ini.name(), section,
                                 others.empty() ? "no sections" : others),
                     "revise -n SECTION names the one to use");
}

// Warns if others can read the `.env`: the values taken from it usually include a password.
void warn_of_readers(const fs::path& file, const std::string& name, configuration& result) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return;
  const std::optional<std::string> readers = find_readers(status);
  if (!readers) return;
  result.warnings.push_back(fmt::format("{}: {}; chmod 600 '{}'", name, *readers, name));
}

// Reads only the process environment.
configuration without_ini(const load_request& request, configuration result) {
  if (request.section) {
    throw config_error("-n names a section, but no ini is read", "-c FILE names one");
  }
  result.here = fs::absolute(request.working_directory / ".").lexically_normal().parent_path();
  result.environment = request.environment;
  const ini_file none = ini_file::parse("[alembic]\n", "");
  configuration_reader(request, none, result).read_for_compiled();
  return result;
}

bool is_to_be_read(const load_request& request, const fs::path& ini) {
  if (!request.built_in || request.ini) return true;
  if (request.named_ini_only) return false;
  std::error_code ignored;
  return ini != default_ini || fs::exists(request.working_directory / ini, ignored);
}

}  // namespace

std::string configuration::place_of(const std::string& key) const {
  const auto found = places.find(key);
  return found == places.end() ? ini.string() : found->second;
}

const configured_url& configuration::required_url() const {
  if (url_problem) throw config_error(*url_problem);
  if (!url && ini.empty()) {
    throw config_error("no database: DATABASE_URL is not set",
                       "revise --url postgresql://user@host/database …, or set DATABASE_URL");
  }
  if (!url) {
    throw config_error(
        fmt::format("no database: '{}' has no 'sqlalchemy.url', and DATABASE_URL is not set",
                    ini.string()),
        "revise --url postgresql://user@host/database …, or set one of the two");
  }
  return *url;
}

fs::path ini_path(const load_request& request) {
  if (request.ini) return *request.ini;
  const std::optional<std::string> said = request.environment.get("REVISE_CONFIG");
  if (said && !said->empty()) return *said;
  return default_ini;
}

configuration load_configuration(const load_request& request) {
  configuration result;
  if (request.built_in) take_settings(*request.built_in, result);
  result.section = request.section.value_or("alembic");
  result.ini = ini_path(request);
  if (!is_to_be_read(request, result.ini)) {
    result.ini.clear();
    return without_ini(request, std::move(result));
  }
  const fs::path file = fs::absolute(request.working_directory / result.ini).lexically_normal();
  result.here = file.parent_path();
  std::error_code ignored;
  if (!fs::exists(file, ignored) && ignored.value() != EACCES) {
    throw config_error(fmt::format("no configuration: '{}' does not exist", result.ini.string()),
                       "revise init makes one, revise -c FILE names another");
  }
  const ini_file ini = ini_file::read(file, result.ini.string());
  if (ini.find(result.section) == nullptr) refuse_missing_section(ini, result.section);
  result.environment = request.environment;
  const fs::path dotenv = file.parent_path() / ".env";
  const std::string name_of_dotenv = dotenv_name(result);
  result.environment.read_dotenv(dotenv, name_of_dotenv);
  configuration_reader reader(request, ini, result);
  if (request.built_in) {
    reader.read_for_compiled();
  } else {
    reader.read();
  }
  if (result.environment.has_used_dotenv()) warn_of_readers(dotenv, name_of_dotenv, result);
  result.trusted_folders = trusted_folders(request.environment);
  result.distrusted = find_file_distrust(file, result.ini.string(), result.trusted_folders);
  result.distrusted_dotenv = find_file_distrust(dotenv, name_of_dotenv, result.trusted_folders);
  return result;
}

}  // namespace revise::tool
