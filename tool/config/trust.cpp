#include "config/trust.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "util/ownership.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* variable = "REVISE_TRUST";

bool is_at_or_below(const fs::path& path, const fs::path& folder) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

bool is_below_any(const fs::path& path, const std::vector<fs::path>& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [&path](const fs::path& folder) { return is_at_or_below(path, folder); });
}

// `folder` is the folder that REVISE_TRUST must name.
std::string hint_for(const distrust& found, const std::string& name, const fs::path& folder) {
  if (found.by == distrust::cause::mode) return fmt::format("chmod go-w '{}'", name);
  return fmt::format("{}, or trust the files in that folder: {}='{}' revise …",
                     geteuid() == 0
                         ? fmt::format("run revise without sudo, as '{}'", found.owner)
                         : fmt::format("run revise as '{}', or in a copy of your own", found.owner),
                     variable, folder.string());
}

// `project` is the folder of the ini. For a file in it, the hint is to trust that whole folder.
std::optional<config_error> distrust_of(const fs::path& path, const std::string& name,
                                        const fs::path& project,
                                        const std::vector<fs::path>& trusted) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  const std::optional<distrust> found = find_distrust(status, name, group_rule::own_only);
  if (!found) return std::nullopt;
  std::error_code unknown;
  const fs::path real = fs::canonical(path, unknown);
  if (!unknown && is_below_any(real, trusted)) return std::nullopt;
  fs::path folder = fs::canonical(project, unknown);
  if (!is_at_or_below(real, folder)) folder = S_ISDIR(status.st_mode) ? real : real.parent_path();
  return config_error(found->why, hint_for(*found, name, folder));
}

// Throws, for example, "alembic.ini:4: 'compiler' is not trusted here: …".
[[noreturn]] void refuse(const config_error& why, const std::string& place,
                         const std::string& what) {
  throw config_error(fmt::format("{}: {} is not trusted here: {}", place, what, why.what()),
                     why.advised());
}

}  // namespace

std::vector<fs::path> trusted_folders(const environment& variables) {
  std::vector<fs::path> folders;
  if (!variables.is_of_process(variable)) return folders;
  const std::string all = variables.get(variable).value_or("");
  for (std::size_t at = 0; at <= all.size();) {
    const std::size_t end = std::min(all.find(':', at), all.size());
    const std::string folder = all.substr(at, end - at);
    at = end + 1;
    if (folder.empty()) continue;
    if (!folder.starts_with('/')) {
      throw config_error(fmt::format("{}: '{}' is not an absolute path", variable, folder));
    }
    std::error_code missing;
    fs::path real = fs::canonical(folder, missing);
    if (!missing) folders.push_back(std::move(real));
  }
  return folders;
}

std::optional<config_error> find_file_distrust(const fs::path& path, const std::string& name,
                                               const std::vector<fs::path>& trusted) {
  const fs::path folder = path.parent_path();
  if (auto found = distrust_of(path, name, folder, trusted)) return found;
  if (auto found = distrust_of(folder, folder.string(), folder, trusted)) return found;
  std::error_code unknown;
  const fs::path real = fs::canonical(path, unknown).parent_path();
  if (unknown || real == folder) return std::nullopt;
  return distrust_of(real, real.string(), folder, trusted);
}

void require_trusted_ini(const configuration& config) {
  if (config.distrusted_dotenv) {
    const char* const compiler = "CXX";
    const std::string place = config.environment.place_of(compiler);
    if (place != compiler) refuse(*config.distrusted_dotenv, place, compiler);
    if (!config.code_from_dotenv.empty()) {
      refuse(*config.distrusted_dotenv, config.code_from_dotenv, "what is compiled");
    }
  }
  if (!config.distrusted) return;
  for (const char* key : {"compiler", "compile_flags", "link_libraries", "include_dirs",
                          "version_locations", "script_location"}) {
    const auto place = config.places.find(key);
    if (place == config.places.end()) continue;
    refuse(*config.distrusted, place->second, fmt::format("'{}'", key));
  }
}

void require_trusted_hooks(const configuration& config) {
  if (config.post_write_hooks.empty()) return;
  const std::string& place = config.post_write_hooks.front().place;
  if (config.distrusted) refuse(*config.distrusted, place, "a post write hook");
  if (config.distrusted_dotenv && !config.code_from_dotenv.empty()) {
    refuse(*config.distrusted_dotenv, config.code_from_dotenv, "a post write hook");
  }
}

void require_trusted(const configuration& config, const std::vector<fs::path>& paths,
                     const char* refusal) {
  for (const fs::path& path : paths) {
    const auto found = distrust_of(path, path.string(), config.here, config.trusted_folders);
    if (!found) continue;
    throw config_error(fmt::format("{}: {}", refusal, found->what()), found->advised());
  }
}

std::vector<fs::path> files_of_project(const configuration& config,
                                       const std::vector<fs::path>& files) {
  std::vector<fs::path> roots;
  const auto add = [&roots](const fs::path& folder) {
    std::error_code missing;
    fs::path real = fs::canonical(folder, missing);
    if (!missing) roots.push_back(std::move(real));
  };
  add(config.here);
  for (const fs::path& folder : config.version_locations) add(folder);
  for (const fs::path& folder : config.include_dirs) add(folder);
  std::vector<fs::path> own;
  for (const fs::path& file : files) {
    std::error_code missing;
    fs::path real = fs::canonical(file, missing);
    if (!missing && is_below_any(real, roots)) own.push_back(std::move(real));
  }
  return own;
}

}  // namespace revise::tool
