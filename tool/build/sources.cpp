#include "build/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <system_error>

#include "util/errno_text.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

void collect(const fs::path& folder, bool recursive, std::vector<fs::path>& found) {
  std::error_code failure;
  fs::directory_iterator entries(folder, failure);
  for (; !failure && entries != fs::directory_iterator(); entries.increment(failure)) {
    const fs::directory_entry& entry = *entries;
    if (is_hidden(entry.path())) continue;
    std::error_code ignored;
    if (entry.is_directory(ignored)) {
      if (recursive) collect(entry.path(), recursive, found);
    } else if (entry.path().extension() == ".cpp") {
      found.push_back(entry.path());
    }
  }
  if (failure) {
    throw config_error(fmt::format("cannot read the versions folder '{}': {}", folder.string(),
                                   errno_text(failure.value())),
                       "revise init, or correct script_location and version_locations in the ini");
  }
}

}  // namespace

std::vector<fs::path> find_sources(const configuration& config) {
  std::vector<fs::path> sources;
  std::set<fs::path> seen;
  for (const fs::path& location : config.version_locations) {
    std::vector<fs::path> here;
    collect(location, config.recursive_version_locations, here);
    std::sort(here.begin(), here.end(), [](const fs::path& a, const fs::path& b) {
      return a.native() < b.native();  // bytes, not path elements
    });
    for (fs::path& path : here) {
      std::error_code ignored;
      if (seen.insert(fs::canonical(path, ignored)).second) sources.push_back(std::move(path));
    }
  }
  return sources;
}

}  // namespace revise::tool
