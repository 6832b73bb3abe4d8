#include "build/shipped_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "build/source_digest.h"
#include "util/error.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

using replacement = std::pair<std::string, std::string>;

bool is_below(const fs::path& folder, const fs::path& path) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

std::string folder_text(const fs::path& folder) {
  std::string text = folder.string();
  if (!text.ends_with('/')) text += '/';
  return text;
}

// The ini's folder maps to the empty text. A version location outside it maps to its path relative
// to the ini's folder.
std::vector<replacement> path_map(const configuration& config) {
  std::vector<replacement> map = {{folder_text(config.here), ""}};
  for (const fs::path& location : config.version_locations) {
    if (is_below(config.here, location)) continue;
    map.emplace_back(folder_text(location), folder_text(shipped_path(config, location)));
  }
  return map;
}

std::string text_of_source(const fs::path& path) {
  const auto text = read_file(path);
  if (!text) throw build_error(fmt::format("'{}' no longer exists", path.string()));
  return *text;
}

}  // namespace

std::string shipped_path(const configuration& config, const fs::path& path) {
  const fs::path relative = path.lexically_relative(config.here);
  return relative.empty() ? path.string() : relative.string();
}

std::vector<std::string> path_map_flags(const configuration& config) {
  std::vector<std::string> flags;
  for (const auto& [from, to] : path_map(config)) {
    flags.push_back(fmt::format("-ffile-prefix-map={}={}", from, to));
  }
  return flags;
}

std::string mapped_name(const configuration& config, const std::string& name) {
  for (const auto& [from, to] : path_map(config)) {
    if (name.starts_with(from)) return to + name.substr(from.size());
  }
  return name;
}

std::string hash_of_source(const fs::path& source, const std::vector<embedded_sql>& sql) {
  const cpp_digest own = digest_of_cpp(text_of_source(source));
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string& name : own.sql_names) {
    const fs::path path = (source.parent_path() / name).lexically_normal();
    const bool is_known = std::any_of(sql.begin(), sql.end(),
                                      [&](const embedded_sql& file) { return file.path == path; });
    if (is_known) files.emplace_back(name, digest_of_sql(text_of_source(path)));
  }
  return source_hash(own.digest, files);
}

}  // namespace revise::tool
