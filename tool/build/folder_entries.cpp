#include "build/folder_entries.h"

#include <dirent.h>

#include <cerrno>

namespace revise::tool {

namespace fs = std::filesystem;

std::vector<folder_entry> entries_of(const fs::path& folder, std::error_code& failure) {
  std::vector<folder_entry> entries;
  DIR* const open = opendir(folder.c_str());
  if (open == nullptr) {
    failure = {errno, std::generic_category()};
    return entries;
  }
  errno = 0;
  while (const dirent* const found = readdir(open)) {  // NOLINT(concurrency-mt-unsafe)
    if (found->d_name[0] == '.') continue;
    folder_entry& entry = entries.emplace_back();
    entry.name = found->d_name;
    entry.is_folder = found->d_type == DT_DIR;
    entry.is_link = found->d_type == DT_LNK;
    entry.is_file = found->d_type == DT_REG;
    if (found->d_type == DT_LNK || found->d_type == DT_UNKNOWN) {
      std::error_code ignored;
      const fs::path path = folder / entry.name;
      entry.is_folder = fs::is_directory(path, ignored);
      entry.is_link = fs::is_symlink(path, ignored);
      entry.is_file = fs::is_regular_file(path, ignored);
    }
    errno = 0;
  }
  if (errno != 0) failure = {errno, std::generic_category()};
  closedir(open);
  return entries;
}

}  // namespace revise::tool
