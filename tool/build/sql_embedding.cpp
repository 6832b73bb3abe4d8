#include "build/sql_embedding.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <string_view>
#include <system_error>

#include "build/folder_entries.h"
#include "build/sources.h"
#include "util/errno_text.h"
#include "util/error.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

// Whether `link`, found in `folder`, leads to `folder` or to a folder that contains it.
bool leads_back(const fs::path& link, const fs::path& folder) {
  std::error_code ignored;
  const fs::path target = fs::canonical(link, ignored);
  const fs::path from_target = fs::canonical(folder, ignored).lexically_relative(target);
  return !from_target.empty() && *from_target.begin() != "..";
}

void collect(const fs::path& folder, std::set<fs::path>& found) {
  std::error_code failure;
  for (const folder_entry& entry : entries_of(folder, failure)) {
    if (entry.is_folder) {
      const fs::path path = folder / entry.name;
      if (!entry.is_link || !leads_back(path, folder)) collect(path, found);
    } else if (entry.name.ends_with(".sql")) {
      found.insert(folder / entry.name);
    }
  }
  if (failure) {
    throw config_error(fmt::format("cannot read the versions folder '{}': {}", folder.string(),
                                   errno_text(failure.value())),
                       "make it readable, or correct version_locations in the ini");
  }
}

void check_readable(const fs::path& path) {
  struct stat status {};
  const bool there = stat(path.c_str(), &status) == 0;
  if (there && S_ISREG(status.st_mode) && access(path.c_str(), R_OK) == 0) return;
  throw build_error(fmt::format("cannot read '{}': {}", path.string(),
                                there && !S_ISREG(status.st_mode) ? "it is not a regular file"
                                                                  : errno_text(errno)),
                    "every *.sql below the version locations is built into the plugin");
}

}  // namespace

std::vector<embedded_sql> find_sql(const configuration& config, safe_paths& paths) {
  std::set<fs::path> found;
  for (const fs::path& location : existing_locations(config)) collect(location, found);
  std::vector<embedded_sql> files;
  files.reserve(found.size());
  for (const fs::path& path : found) {
    check_readable(path);
    files.push_back({path, paths.name_for(path), {}});
  }
  std::sort(files.begin(), files.end(), [](const embedded_sql& a, const embedded_sql& b) {
    return a.path.native() < b.path.native();
  });
  for (std::size_t i = 0; i < files.size(); ++i) files[i].symbol = fmt::format("revise_sql_{}", i);
  return files;
}

std::string assembler_text(const std::vector<embedded_sql>& files) {
  std::string text =
      "/* Written by revise; changes are overwritten. */\n"
      "  .section .rodata,\"a\",%progbits\n";
  for (const embedded_sql& file : files) {
    struct stat status {};
    stat(file.path.c_str(), &status);
    text += fmt::format(
        "/* {} bytes of {}.{:09} */\n"
        "  .globl {symbol}\n"
        "  .hidden {symbol}\n"
        "  .globl {symbol}_end\n"
        "  .hidden {symbol}_end\n"
        "{symbol}:\n"
        "  .incbin \"{name}\"\n"
        "{symbol}_end:\n",
        status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
        fmt::arg("symbol", file.symbol), fmt::arg("name", file.name));
  }
  // Without this section the linker would make the stack executable.
  text += "  .section .note.GNU-stack,\"\",%progbits\n";
  return text;
}

}  // namespace revise::tool
