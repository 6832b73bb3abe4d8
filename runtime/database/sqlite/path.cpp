#include "database/sqlite/path.h"

#include <filesystem>

namespace revise {

namespace fs = std::filesystem;

std::string missing_folder(const std::string& path) {
  std::error_code ignored;
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() || fs::exists(folder, ignored) ? std::string() : folder.string();
}

bool is_yet_to_be_created(const database_url& url) {
  std::error_code ignored;
  return url.kind == database_kind::sqlite && !fs::exists(url.sqlite_path, ignored) &&
         missing_folder(url.sqlite_path).empty();
}

}  // namespace revise
