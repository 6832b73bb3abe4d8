#include "build/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <unordered_set>

#include "build/folder_entries.h"
#include "util/errno_text.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

struct found_source {
  std::string path;
  std::string real;  ///< without links, to recognise a file that is reached twice
};

void collect(const fs::path& folder, bool recursive, std::vector<found_source>& found) {
  std::error_code failure;
  std::error_code ignored;
  const std::string real_folder = fs::canonical(folder, ignored).string() + '/';
  for (const folder_entry& entry : entries_of(folder, failure)) {
    if (entry.is_folder) {
      if (recursive) collect(folder / entry.name, recursive, found);
    } else if (entry.name.ends_with(".cpp")) {
      std::string path = (folder / entry.name).string();
      // A compiler would wait for a pipe. A link without a target passes: the compiler reports it.
      if (!entry.is_file && fs::exists(path, ignored)) {
        throw build_error(fmt::format("cannot read '{}': it is not a regular file", path),
                          "every *.cpp in the version locations is compiled as a migration");
      }
      std::string real =
          entry.is_link ? fs::canonical(path, ignored).string() : real_folder + entry.name;
      found.push_back({std::move(path), std::move(real)});
    }
  }
  if (failure) {
    throw config_error(
        fmt::format("cannot read the versions folder '{}': {}", folder.string(),
                    errno_text(failure.value())),
        fmt::format("mkdir -p {}, or correct script_location and version_locations in the ini",
                    folder.string()));
  }
}

}  // namespace

std::vector<fs::path> missing_locations(const configuration& config) {
  if (!config.places.contains("version_locations")) return {};
  std::vector<fs::path> missing;
  std::error_code failure;
  for (const fs::path& location : config.version_locations) {
    if (fs::symlink_status(location, failure).type() == fs::file_type::not_found) {
      missing.push_back(location);
    }
  }
  const bool is_project = missing.size() < config.version_locations.size() ||
                          fs::is_directory(config.script_location, failure);
  return is_project ? missing : std::vector<fs::path>();
}

std::vector<fs::path> existing_locations(const configuration& config) {
  std::vector<fs::path> existing;
  const std::vector<fs::path> missing = missing_locations(config);
  for (const fs::path& location : config.version_locations) {
    if (std::find(missing.begin(), missing.end(), location) == missing.end()) {
      existing.push_back(location);
    }
  }
  return existing;
}

std::vector<fs::path> find_sources(const configuration& config) {
  std::vector<fs::path> sources;
  std::unordered_set<std::string> seen;
  for (const fs::path& location : existing_locations(config)) {
    std::vector<found_source> here;
    collect(location, config.recursive_version_locations, here);
    std::sort(here.begin(), here.end(), [](const found_source& a, const found_source& b) {
      return a.path < b.path;  // byte order, not the order of path elements
    });
    for (found_source& source : here) {
      if (seen.insert(std::move(source.real)).second) sources.emplace_back(std::move(source.path));
    }
  }
  return sources;
}

}  // namespace revise::tool
