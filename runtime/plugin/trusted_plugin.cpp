#include "plugin/trusted_plugin.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "util/errno_text.h"
#include "util/error.h"
#include "util/ownership.h"

namespace revise {

namespace {

namespace fs = std::filesystem;

void require_trust(const struct stat& status, const std::string& plugin, const std::string& name) {
  const std::optional<distrust> found = find_distrust(status, name, group_rule::none);
  if (!found) return;
  const bool is_owned = found->by == distrust::cause::owner;
  throw build_error(
      fmt::format("the plugin '{}' is not loaded: {}", plugin, found->why),
      is_owned ? advice(fmt::format("run revise as '{}', or make root its owner: chown root '{}'",
                                    found->owner, name))
               : advice(remedy::build, fmt::format("chmod go-w '{}'", name)));
}

void require_trusted_folder(const fs::path& folder, const std::string& plugin) {
  struct stat status {};
  if (stat(folder.c_str(), &status) != 0) {
    throw build_error(fmt::format("cannot access '{}': {}", folder.string(), errno_text(errno)));
  }
  require_trust(status, plugin, folder.string());
}

std::string number_of(int file) { return fmt::format("/proc/{}/fd/{}", getpid(), file); }

}  // namespace

trusted_plugin::trusted_plugin(const std::string& path)
    : path_(path), file_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  if (file_ < 0) {
    throw build_error(fmt::format("cannot load the plugin '{}': {}", path, errno_text(errno)),
                      remedy::build);
  }
  try {
    struct stat status {};
    if (fstat(file_, &status) != 0 || !S_ISREG(status.st_mode)) {
      throw build_error(fmt::format("cannot load the plugin '{}': it is not a file", path),
                        {remedy::rebuild, "it"});
    }
    require_trust(status, path, path);
    const fs::path folder = fs::path(path).parent_path();
    require_trusted_folder(folder.empty() ? "." : folder, path);
    std::error_code unknown;
    const fs::path real = fs::read_symlink(number_of(file_), unknown);
    if (!unknown && real.parent_path() != folder) require_trusted_folder(real.parent_path(), path);
  } catch (...) {
    close(file_);
    throw;
  }
}

trusted_plugin::~trusted_plugin() { close(file_); }

std::string trusted_plugin::loadable() const {
  const std::string open_file = number_of(file_);
  return access(open_file.c_str(), R_OK) == 0 ? open_file : path_;  // if /proc is not mounted
}

}  // namespace revise
