#include "database/lock/side_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "util/errno_text.h"
#include "util/error.h"

namespace revise {

namespace {

constexpr int most_attempts = 100;  // each fails if another process removed the file just then

error failure(const char* what, const std::filesystem::path& path) {
  const int code = errno;
  return error(fmt::format("cannot {} '{}', the file of the run lock: {}", what, path.string(),
                           errno_text(code)),
               "make its folder writable, as sqlite also requires");
}

bool is_file(int descriptor, const std::filesystem::path& path) {
  struct stat own {};
  struct stat found {};
  return fstat(descriptor, &own) == 0 && lstat(path.c_str(), &found) == 0 &&
         own.st_dev == found.st_dev && own.st_ino == found.st_ino;
}

// Gives the file the owner and permissions of the database, as SQLite does with its journal. So
// every user who may write to the database may lock it, even if root created the file and was
// killed.
void take_after(int descriptor, const struct stat& like) {
  struct stat own {};
  if (fstat(descriptor, &own) != 0) return;
  if ((own.st_mode & 0777U) != (like.st_mode & 0666U)) fchmod(descriptor, like.st_mode & 0666U);
  if (geteuid() != 0 || (own.st_uid == like.st_uid && own.st_gid == like.st_gid)) return;
  [[maybe_unused]] const int changed = fchown(descriptor, like.st_uid, like.st_gid);
}

}  // namespace

std::unique_ptr<side_file> side_file::lock(const std::filesystem::path& path,
                                           const std::filesystem::path& like) {
  struct stat model {};
  if (stat(like.c_str(), &model) != 0) model.st_mode = 0600;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const int descriptor =
        open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, model.st_mode & 0666U);
    if (descriptor == -1) throw failure("open", path);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const bool is_held = errno == EWOULDBLOCK;
      const error failed = failure("lock", path);
      close(descriptor);
      if (is_held) return nullptr;
      throw failed;
    }
    // The previous holder removes the file before it releases the lock. This lock may then be on a
    // removed file, which no other process can find.
    if (is_file(descriptor, path)) {
      take_after(descriptor, model);
      return std::unique_ptr<side_file>(new side_file(path, descriptor));
    }
    close(descriptor);
  }
  return nullptr;
}

side_file::side_file(std::filesystem::path path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {}

side_file::~side_file() {
  if (is_in_place()) unlink(path_.c_str());
  close(descriptor_);
}

void side_file::write(const std::string& text) const {
  if (ftruncate(descriptor_, 0) != 0) return;
  [[maybe_unused]] const ssize_t written = pwrite(descriptor_, text.data(), text.size(), 0);
}

bool side_file::is_in_place() const { return is_file(descriptor_, path_); }

}  // namespace revise
