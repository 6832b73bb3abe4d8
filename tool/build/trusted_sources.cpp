#include "build/trusted_sources.h"

#include <set>
#include <system_error>

#include "config/trust.h"

namespace revise::tool {

namespace fs = std::filesystem;

void require_trusted_folders(const configuration& config, const std::vector<fs::path>& sources) {
  std::vector<fs::path> folders = config.version_locations;
  folders.insert(folders.end(), config.include_dirs.begin(), config.include_dirs.end());
  std::set<fs::path> seen;
  for (const fs::path& source : sources) seen.insert(source.parent_path());
  for (const std::string& library : config.link_libraries) {
    if (library.starts_with('/')) seen.insert(fs::path(library).parent_path());
  }
  folders.insert(folders.end(), seen.begin(), seen.end());
  require_trusted(config, folders);
}

void require_trusted_sources(const configuration& config, const std::vector<fs::path>& files) {
  require_trusted(config, files);
  std::set<fs::path> folders;
  for (const fs::path& file : files) {
    std::error_code missing;
    const fs::path real = fs::canonical(file, missing);
    if (!missing && real != file) folders.insert(real.parent_path());
  }
  require_trusted(config, {folders.begin(), folders.end()});
}

}  // namespace revise::tool
