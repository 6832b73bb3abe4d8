#include "config/ini_trust.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

#include "util/ownership.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

std::optional<config_error> distrust_of(const fs::path& path, const std::string& name) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  const std::optional<distrust> found = find_distrust(status, name, group_rule::own_only);
  if (!found) return std::nullopt;
  if (found->by == distrust::cause::mode) {
    return config_error(found->why, fmt::format("chmod go-w '{}'", name));
  }
  return config_error(
      found->why, geteuid() == 0
                      ? fmt::format("run revise without sudo, as '{}'", found->owner)
                      : fmt::format("run revise as '{}', or in a copy of your own", found->owner));
}

// "alembic.ini:4: 'compiler' is not taken from here: …"
[[noreturn]] void refuse(const config_error& why, const std::string& place, const char* what) {
  throw config_error(fmt::format("{}: {} is not taken from here: {}", place, what, why.what()),
                     why.hint());
}

}  // namespace

std::optional<config_error> find_ini_distrust(const fs::path& file, const std::string& name) {
  if (auto found = distrust_of(file, name)) return found;
  const fs::path folder = file.parent_path();
  if (auto found = distrust_of(folder, folder.string())) return found;
  // Of a link, also the folder that the file itself is in.
  std::error_code unknown;
  const fs::path real = fs::canonical(file, unknown).parent_path();
  if (unknown || real == folder) return std::nullopt;
  return distrust_of(real, real.string());
}

void require_trusted_compiler(const configuration& config) {
  if (!config.distrusted) return;
  for (const char* key : {"compiler", "compile_flags", "link_libraries"}) {
    const auto place = config.places.find(key);
    if (place == config.places.end()) continue;
    refuse(*config.distrusted, place->second, fmt::format("'{}'", key).c_str());
  }
  const char* const variable = "CXX";
  const std::string place = config.environment.place_of(variable);
  if (place != variable) refuse(*config.distrusted, place, variable);
}

void require_trusted_hooks(const configuration& config) {
  if (!config.distrusted || config.post_write_hooks.empty()) return;
  refuse(*config.distrusted, config.post_write_hooks.front().place, "a post write hook");
}

}  // namespace revise::tool
