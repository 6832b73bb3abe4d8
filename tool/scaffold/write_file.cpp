#include "scaffold/write_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string>

#include "scaffold/revision_id.h"
#include "util/errno_text.h"
#include "util/error.h"

namespace revise::tool {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, int code) {
  const std::string message = fmt::format("cannot write '{}': {}", path.string(), errno_text(code));
  const std::string folder = path.parent_path().string();
  switch (code) {
    case EACCES:
    case EPERM:
      throw error(message, fmt::format("make the folder '{}' writable for your user", folder));
    case EROFS:
      throw error(message, fmt::format("the folder '{}' is on a read-only file system", folder));
    case ENAMETOOLONG:
      throw error(message, "a lower truncate_slug_length makes shorter names");
    case EEXIST:
      throw error(fmt::format("'{}' already exists", path.string()));
    default:
      throw error(message);
  }
}

// Writes `text` and flushes it to the disk. Returns 0, or the errno of the failure.
int write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(fd) == 0 ? 0 : errno;
}

// Renames a file unless the new name is taken. Returns 0, or the errno of the failure. link(2) is
// only the second choice, since not every file system has hard links.
int move_to_new_name(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (link(from.c_str(), to.c_str()) != 0) return errno;
  unlink(from.c_str());
  return 0;
}

// Writes a file beside `path` under a temporary name, and returns that name. It does not end in
// `.cpp`, so that no process takes it for a migration.
std::string write_beside(const std::filesystem::path& path, std::string_view text, mode_t mode) {
  const std::string temporary =
      (path.parent_path() / fmt::format(".new-{}.tmp", new_revision_id())).string();
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) refuse(path, errno);
  int failure = write_all(fd, text);
  if (close(fd) != 0 && failure == 0) failure = errno;
  if (failure != 0) {
    unlink(temporary.c_str());
    refuse(path, failure);
  }
  return temporary;
}

}  // namespace

void write_new_file(const std::filesystem::path& path, std::string_view text) {
  const std::string temporary = write_beside(path, text, 0666);
  if (const int failure = move_to_new_name(temporary, path.string()); failure != 0) {
    unlink(temporary.c_str());
    refuse(path, failure);
  }
}

void replace_file(const std::filesystem::path& path, std::string_view text) {
  std::error_code ignored;
  const std::filesystem::path real = std::filesystem::canonical(path, ignored);
  const std::filesystem::path& target = ignored ? path : real;
  const std::string temporary = write_beside(target, text, 0666);
  struct stat status {};
  int failure = stat(target.c_str(), &status) == 0 ? 0 : errno;
  if (failure == 0 && chmod(temporary.c_str(), status.st_mode & 07777U) != 0) failure = errno;
  if (failure == 0 && rename(temporary.c_str(), target.c_str()) != 0) failure = errno;
  if (failure != 0) {
    unlink(temporary.c_str());
    refuse(path, failure);
  }
}

}  // namespace revise::tool
