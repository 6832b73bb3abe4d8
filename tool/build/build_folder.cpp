#include "build/build_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include "util/errno_text.h"
#include "util/error.h"
#include "util/hash.h"
#include "util/ownership.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* lock_name = "lock";

// Where it is somebody else's, a plugin in it would not be loaded (trusted_plugin).
bool is_usable(const fs::path& folder) {
  struct stat status {};
  if (stat(folder.c_str(), &status) != 0 || access(folder.c_str(), W_OK) != 0) return false;
  const auto found = find_distrust(status, folder.string(), group_rule::none);
  return !found || found->by != distrust::cause::owner;
}

bool is_open_to_others(const fs::path& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0 && !S_ISLNK(status.st_mode) &&
         find_distrust(status, path.string(), group_rule::none);
}

// Who could write to something in there has perhaps done so: all is made again.
void take_over(const fs::path& folder) {
  std::error_code ignored;
  bool is_open = is_open_to_others(folder);
  for (fs::recursive_directory_iterator at(folder, ignored), end; !is_open && at != end;
       at.increment(ignored)) {
    is_open = is_open_to_others(at->path());
  }
  if (!is_open) return;
  fs::permissions(folder, fs::perms::group_write | fs::perms::others_write,
                  fs::perm_options::remove, ignored);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().filename() != lock_name) fs::remove_all(entry.path(), ignored);
  }
}

void require_own(const fs::path& folder) {
  struct stat status {};
  if (stat(folder.c_str(), &status) != 0) return;
  const auto found = find_distrust(status, folder.string(), group_rule::none);
  if (!found) return;
  throw build_error(fmt::format("the build folder cannot be used: {}", found->why),
                    "set XDG_CACHE_HOME to a folder of your own");
}

bool holds(const fs::path& path, std::string_view text) {
  std::error_code failure;
  if (fs::file_size(path, failure) != text.size() || failure) return false;
  try {
    return read_file(path) == text;
  } catch (const error&) {
    return false;
  }
}

fs::path cache_folder(const configuration& config) {
  const auto cache = config.environment.get("XDG_CACHE_HOME");
  const auto home = config.environment.get("HOME");
  const fs::path root =
      cache && !cache->empty() ? fs::path(*cache) : fs::path(home.value_or("/tmp")) / ".cache";
  return root / "revise" / hexadecimal(hash_of(config.script_location.native()));
}

}  // namespace

fs::path folder_beside_versions(const configuration& config) {
  return config.script_location / ".revise";
}

fs::path build_folder_path(const configuration& config) {
  const fs::path beside = folder_beside_versions(config);
  std::error_code ignored;
  const bool usable =
      fs::exists(beside, ignored) ? is_usable(beside) : is_usable(config.script_location);
  return usable ? beside : cache_folder(config);
}

build_folder::build_folder(const configuration& config)
    : path_(build_folder_path(config)), umask_before_(umask(022)) {
  umask(umask_before_ | 022U);
  std::error_code failure;
  fs::create_directories(path_, failure);
  const fs::path lock = path_ / lock_name;
  if (!failure) lock_ = open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (lock_ < 0) {
    throw build_error(fmt::format("cannot write to the build folder '{}': {}", path_.string(),
                                  errno_text(failure ? failure.value() : errno)),
                      "make it writable, or set XDG_CACHE_HOME to a folder that is");
  }
  while (flock(lock_, LOCK_EX) != 0 && errno == EINTR) {
  }
  take_over(path_);
  require_own(path_);
  write(".gitignore", "*\n");
}

build_folder::~build_folder() {
  close(lock_);
  umask(umask_before_);
}

bool build_folder::write(const fs::path& name, std::string_view text) const {
  const fs::path path = path_ / name;
  if (holds(path, text)) return false;
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  // Through a second name, so that a full disk leaves no half of a file behind.
  const fs::path temporary = path.string() + ".new";
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  std::error_code failure;
  if (file) fs::rename(temporary, path, failure);
  if (!file || failure) {
    const std::string why = errno_text(failure ? failure.value() : errno);
    fs::remove(temporary, ignored);
    throw build_error(fmt::format("cannot write '{}': {}", path.string(), why));
  }
  return true;
}

}  // namespace revise::tool
