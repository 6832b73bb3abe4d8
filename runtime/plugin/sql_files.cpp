#include "plugin/sql_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "util/closest.h"
#include "util/error.h"

namespace revise {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// Returns the name by which a migration in `folder` would call the file.
std::string name_from(const fs::path& folder, const std::string& path) {
  return fs::path(path).lexically_relative(folder).string();
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 8;
  std::string all;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    all += fmt::format("{}'{}'", i == 0 ? "" : ", ", names[i]);
  }
  if (names.size() > most) all += fmt::format(" and {} more", names.size() - most);
  return all;
}

}  // namespace

sql_files::sql_files(std::vector<sql_file> files) : files_(std::move(files)) {
  std::sort(files_.begin(), files_.end(),
            [](const sql_file& a, const sql_file& b) { return a.path < b.path; });
}

sql_file sql_files::find(std::string_view name, const fs::path& folder) const {
  if (name.empty()) {
    throw error("the name of the SQL file is empty", "op.execute_file(\"FILE.sql\")");
  }
  if (fs::path(name).is_absolute()) {
    throw error(fmt::format("the SQL file '{}' has an absolute path", name),
                "give its path relative to the migration's folder");
  }
  const std::string path = (folder / name).lexically_normal().string();
  const auto found =
      std::lower_bound(files_.begin(), files_.end(), path,
                       [](const sql_file& file, const std::string& p) { return file.path < p; });
  if (found != files_.end() && found->path == path) {
    sql_file file = *found;
    if (file.text.starts_with(byte_order_mark)) file.text.remove_prefix(byte_order_mark.size());
    return file;
  }
  std::vector<std::string> names;
  names.reserve(files_.size());
  for (const sql_file& file : files_) names.push_back(name_from(folder, file.path));
  // The files in the folder of the migration come first.
  std::stable_partition(names.begin(), names.end(), [](const std::string& known) {
    return known.find('/') == std::string::npos;
  });
  const auto suggestion = closest(name, names);
  error missing(fmt::format("no SQL file '{}'{}", name,
                            suggestion ? fmt::format(", did you mean '{}'?", *suggestion) : ""),
                "give a path relative to the migration's folder; *.sql files in and below the "
                "version locations are built in");
  missing.set_problems({names.empty() ? "no SQL file is built in" : "built in: " + listed(names)});
  throw missing;
}

}  // namespace revise
