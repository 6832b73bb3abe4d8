#include "build/build_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <string>
#include <system_error>

#include "build/foreign_files.h"
#include "util/errno_text.h"
#include "util/error.h"
#include "util/hash.h"
#include "util/ownership.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

// The first file written to a new folder begins with this mark. Files are removed only from a
// folder that carries it.
constexpr std::string_view mark =
    "# Written by revise, which removes what is in this folder when it sees fit.\n*\n";

// Versions of revise that wrote no mark file began build.ninja with this text.
constexpr std::string_view older_mark = "# Written by revise;";

// The text of a file that belongs to the user or to root; null for any other.
std::optional<std::string> own_text(const fs::path& path) {
  struct stat status {};
  const bool is_own = lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
                      (status.st_uid == geteuid() || status.st_uid == 0);
  if (!is_own) return std::nullopt;
  try {
    return read_file(path);
  } catch (const error&) {
    return std::nullopt;
  }
}

bool begins_with(const fs::path& path, std::string_view text) {
  return own_text(path).value_or("").starts_with(text);
}

// The name under which a file is written before it gets its own.
fs::path new_name(const fs::path& file) { return file.string() + ".new"; }

// Another process may have begun to use the folder: then it contains the lock, and the mark under
// its new name, perhaps in part.
bool holds_nothing(const fs::path& folder) {
  std::error_code unreadable;
  for (fs::directory_iterator at(folder, unreadable), end; at != end; at.increment(unreadable)) {
    const fs::path name = at->path().filename();
    if (name == build_lock_name) continue;
    if (name != new_name(build_mark_name)) return false;
    const std::optional<std::string> text = own_text(at->path());
    if (!text || !mark.starts_with(*text)) return false;
  }
  return !unreadable;
}

// Whether revise may build in `folder` and remove files from it: the folder does not exist yet, is
// empty or carries the mark, and belongs to the user. Links are never followed.
bool is_usable(const fs::path& folder) {
  struct stat status {};
  if (lstat(folder.c_str(), &status) != 0) return errno == ENOENT;
  if (!S_ISDIR(status.st_mode) || access(folder.c_str(), W_OK) != 0) return false;
  const auto found = find_distrust(status, folder.string(), group_rule::none);
  if (found && found->by == distrust::cause::owner) return false;
  return holds_nothing(folder) || begins_with(folder / build_mark_name, mark) ||
         begins_with(folder / "build.ninja", older_mark);
}

// Whether the parent of `folder` is safe: a user who can write to the parent can replace `folder`
// by a link.
bool has_safe_parent(const fs::path& folder) {
  struct stat status {};
  return stat(folder.parent_path().c_str(), &status) == 0 &&
         !find_distrust(status, "", group_rule::own_only);
}

void require_own(const fs::path& folder, group_rule rule) {
  struct stat status {};
  if (lstat(folder.c_str(), &status) != 0) return;
  constexpr const char* hint = "set XDG_CACHE_HOME to a folder of your own";
  if (!S_ISDIR(status.st_mode)) {
    throw build_error(
        fmt::format("the build folder cannot be used: '{}' is not a folder", folder.string()),
        hint);
  }
  const auto found = find_distrust(status, folder.string(), rule);
  if (!found) return;
  throw build_error(fmt::format("the build folder cannot be used: {}", found->why), hint);
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

// Writes to a name that must not exist yet. Returns 0, or the errno of the failure.
int write_file(const fs::path& path, std::string_view text) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd < 0) return errno;
  int failure = 0;
  while (!text.empty() && failure == 0) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      failure = errno;
    }
  }
  if (close(fd) != 0 && failure == 0) failure = errno;
  return failure;
}

// Ignores a .env file: that file belongs to the project, and the cache folder to the user.
std::optional<std::string> process_variable(const configuration& config, const char* name) {
  if (!config.environment.is_of_process(name)) return std::nullopt;
  return config.environment.get(name);
}

// A relative XDG_CACHE_HOME is ignored, as the XDG Base Directory Specification says.
fs::path cache_folder(const configuration& config) {
  const auto cache = process_variable(config, "XDG_CACHE_HOME");
  const auto home = process_variable(config, "HOME");
  const fs::path root = cache && cache->starts_with('/')
                            ? fs::path(*cache)
                            : fs::path(home.value_or("/tmp")) / ".cache";
  return root / "revise" / hexadecimal(hash_of(config.script_location.native()));
}

}  // namespace

fs::path folder_beside_versions(const configuration& config) {
  return config.script_location / ".revise";
}

fs::path build_folder_path(const configuration& config) {
  const fs::path beside = folder_beside_versions(config);
  std::error_code missing;
  const bool is_new = !fs::exists(fs::symlink_status(beside, missing));
  const bool is_writable = !is_new || access(config.script_location.c_str(), W_OK) == 0;
  const bool usable = is_writable && has_safe_parent(beside) && is_usable(beside);
  return usable ? beside : cache_folder(config);
}

build_folder::build_folder(const configuration& config)
    : path_(build_folder_path(config)), umask_before_(umask(022)) {
  umask(umask_before_ | 022U);
  try {
    take();
  } catch (...) {
    release();
    throw;
  }
}

// Makes and locks the folder, and removes files that another user could have written.
void build_folder::take() {
  std::error_code failure;
  fs::create_directories(path_, failure);
  if (!failure) {
    require_own(path_.parent_path(), group_rule::own_only);
    if (!is_usable(path_)) {
      require_own(path_, group_rule::none);
      throw build_error(fmt::format("the build folder '{}' holds files that revise did not write",
                                    path_.string()),
                        "move it away, or set XDG_CACHE_HOME to another folder");
    }
    const fs::path lock = path_ / build_lock_name;
    std::error_code ignored;
    if (fs::is_symlink(lock, ignored)) fs::remove(lock, ignored);
    // The compilers inherit the lock: if revise is killed, the next build waits until they end.
    lock_ = open(lock.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW, 0644);
  }
  if (lock_ < 0) {
    throw build_error(fmt::format("cannot write to the build folder '{}': {}", path_.string(),
                                  errno_text(failure ? failure.value() : errno)),
                      "make it writable, or set XDG_CACHE_HOME to a folder that is");
  }
  while (flock(lock_, LOCK_EX) != 0 && errno == EINTR) {
  }
  remove_foreign(path_);
  require_own(path_, group_rule::none);
  write(build_mark_name, mark);
}

void build_folder::release() {
  if (lock_ >= 0) {
    // A server that a compiler has started may still have the lock open.
    flock(lock_, LOCK_UN);
    close(lock_);
  }
  umask(umask_before_);
}

build_folder::~build_folder() { release(); }

bool build_folder::write(const fs::path& name, std::string_view text) const {
  const fs::path path = path_ / name;
  if (holds(path, text)) return false;
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  // Writes under a temporary name first, so that a full disk leaves no partial file.
  const fs::path temporary = new_name(path);
  fs::remove(temporary, ignored);
  int failure = write_file(temporary, text);
  if (failure == 0 && rename(temporary.c_str(), path.c_str()) != 0) failure = errno;
  if (failure != 0) {
    fs::remove(temporary, ignored);
    throw build_error(fmt::format("cannot write '{}': {}", path.string(), errno_text(failure)));
  }
  return true;
}

}  // namespace revise::tool
