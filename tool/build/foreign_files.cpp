#include "build/foreign_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <vector>

#include "util/ownership.h"

namespace revise::tool {

namespace {

// An open folder. Names in it are looked up relative to its descriptor, so that no other user can
// put a link in the path.
class open_folder {
 public:
  open_folder(int parent, const char* name)
      : entries_(fdopendir_or_close(
            openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))) {}
  ~open_folder() {
    if (entries_ != nullptr) closedir(entries_);
  }
  open_folder(const open_folder&) = delete;
  open_folder& operator=(const open_folder&) = delete;

  bool is_open() const { return entries_ != nullptr; }
  int fd() const { return dirfd(entries_); }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    while (const dirent* const found = readdir(entries_)) {  // NOLINT(concurrency-mt-unsafe)
      const std::string_view name = found->d_name;
      if (name != "." && name != "..") all.emplace_back(name);
    }
    return all;
  }

 private:
  static DIR* fdopendir_or_close(int fd) {
    if (fd < 0) return nullptr;
    DIR* const entries = fdopendir(fd);
    if (entries == nullptr) close(fd);
    return entries;
  }

  DIR* entries_;
};

bool is_foreign(const struct stat& status, bool may_be_link) {
  if (S_ISLNK(status.st_mode)) {
    return !may_be_link || (status.st_uid != geteuid() && status.st_uid != 0);
  }
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return true;
  if (S_ISREG(status.st_mode) && status.st_nlink > 1) return true;
  return find_distrust(status, "", group_rule::none).has_value();
}

bool holds_foreign(int parent, const char* name, bool may_hold_links) {
  const open_folder folder(parent, name);
  if (!folder.is_open()) return true;
  for (const std::string& entry : folder.names()) {
    if (parent == AT_FDCWD && entry == build_lock_name) continue;  // the lock file is never read
    struct stat status {};
    if (fstatat(folder.fd(), entry.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (is_foreign(status, may_hold_links)) return true;
    if (!S_ISDIR(status.st_mode)) continue;
    if (holds_foreign(folder.fd(), entry.c_str(), entry == "links")) return true;
  }
  return false;
}

void remove_entry(int parent, const std::string& name) {
  if (unlinkat(parent, name.c_str(), 0) == 0) return;
  {
    const open_folder folder(parent, name.c_str());
    if (!folder.is_open()) return;
    for (const std::string& entry : folder.names()) remove_entry(folder.fd(), entry);
  }
  unlinkat(parent, name.c_str(), AT_REMOVEDIR);
}

}  // namespace

void remove_foreign(const std::filesystem::path& folder) {
  struct stat status {};
  if (lstat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return;
  if (!is_foreign(status, false) && !holds_foreign(AT_FDCWD, folder.c_str(), false)) return;
  const open_folder opened(AT_FDCWD, folder.c_str());
  if (!opened.is_open()) return;
  fchmod(opened.fd(), status.st_mode & 07755U);
  for (const std::string& name : opened.names()) {
    if (name != build_lock_name && name != build_mark_name) remove_entry(opened.fd(), name);
  }
  // The mark is removed last: without it, the remaining files would count as the user's.
  remove_entry(opened.fd(), build_mark_name);
}

}  // namespace revise::tool
