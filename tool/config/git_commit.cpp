#include "config/git_commit.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>

#include "util/error.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// The value after `key` at the beginning of `text`; nullopt if `text` does not begin with `key`.
std::optional<std::string> value_of(std::string_view text, std::string_view key) {
  if (!text.starts_with(key)) return std::nullopt;
  text.remove_prefix(std::min(text.find_first_not_of(' ', key.size()), text.size()));
  return std::string(trimmed(text));
}

// A commit id is SHA-1 or SHA-256.
bool is_commit(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// The `.git` folder of the nearest folder at or above `folder`. In a worktree or a submodule,
// `.git` is a file with the path of that folder.
std::optional<fs::path> git_folder(fs::path folder) {
  std::error_code ignored;
  for (folder = fs::canonical(folder, ignored); !folder.empty(); folder = folder.parent_path()) {
    const fs::path found = folder / ".git";
    if (fs::is_directory(found, ignored)) return found;
    if (fs::is_regular_file(found, ignored)) {
      const auto target = value_of(read_file(found, largest_settings_file).value_or(""), "gitdir:");
      return target ? std::optional(folder / *target) : std::nullopt;
    }
    if (folder == folder.root_path()) break;
  }
  return std::nullopt;
}

// The commit of the reference `name` in the lines of packed-refs: "COMMIT refs/heads/main".
std::string packed(std::string_view lines, std::string_view name) {
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string_view line = trimmed(lines.substr(at, end - at));
    const std::size_t blank = line.find(' ');
    if (blank != std::string_view::npos && line.substr(blank + 1) == name) {
      return std::string(line.substr(0, blank));
    }
    at = end + 1;
  }
  return {};
}

// Whether `name` is a reference: below refs/, without a `..`.
bool is_reference(const std::string& name) {
  return name.starts_with("refs/") && name.find("..") == std::string::npos;
}

}  // namespace

std::string git_commit(const fs::path& folder) {
  try {
    const std::optional<fs::path> own = git_folder(folder);
    if (!own) return {};
    // A worktree has its own HEAD; its branches are in the repository it belongs to.
    const std::string common{
        trimmed(read_file(*own / "commondir", largest_settings_file).value_or("."))};
    std::string text = read_file(*own / "HEAD", largest_settings_file).value_or("");
    constexpr int longest_chain = 5;  // git's own limit for references to references
    for (int i = 0; i < longest_chain; ++i) {
      const auto name = value_of(text, "ref:");
      if (!name) break;
      if (!is_reference(*name)) return {};
      auto found = read_file(*own / *name, largest_settings_file);
      if (!found) found = read_file(*own / common / *name, largest_settings_file);
      text = found ? *found : packed(read_file(*own / common / "packed-refs").value_or(""), *name);
    }
    text = trimmed(text);
    return is_commit(text) ? text : std::string();
  } catch (const error&) {
    return {};  // for example, a permission is missing
  }
}

}  // namespace revise::tool
