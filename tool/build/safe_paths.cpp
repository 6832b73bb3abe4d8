#include "build/safe_paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "util/errno_text.h"
#include "util/error.h"
#include "util/hash.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

bool is_safe_text(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '.' || c == '_' || c == '-' || c == '+' || c == '=' || c == ',';
  });
}

void make_link(const fs::path& target, const fs::path& link) {
  std::error_code failure;
  if (fs::read_symlink(link, failure) == target && !failure) return;
  fs::create_directories(link.parent_path(), failure);
  fs::remove(link, failure);
  fs::create_symlink(target, link, failure);
  // Another revise may have made this link at the same time.
  std::error_code unreadable;
  if (failure && fs::read_symlink(link, unreadable) != target) {
    throw build_error(
        fmt::format("cannot make the link '{}': {}", link.string(), errno_text(failure.value())));
  }
}

}  // namespace

safe_paths::safe_paths(fs::path build_folder) : build_folder_(std::move(build_folder)) {}

std::map<std::string, std::string> safe_paths::user_paths() const {
  std::map<std::string, std::string> result;
  for (const auto& [path, name] : links_) result.emplace(name, path.string());
  return result;
}

bool safe_paths::is_safe(const fs::path& path) { return is_safe_text(path.native()); }

// The link replaces everything up to the last odd element, so that a later `..` still leads to the
// right folder: ninja resolves `..` in the text, without following links.
std::string safe_paths::name_for(const fs::path& path) {
  if (is_safe(path)) return path.string();
  fs::path odd;
  fs::path so_far;
  for (const fs::path& element : path) {
    so_far /= element;
    if (!is_safe(element)) odd = so_far;
  }
  auto found = links_.find(odd);
  if (found == links_.end()) {
    // Compilers choose the language by the file name extension.
    const std::string ending = odd == path ? path.extension().string() : std::string();
    const std::string name = fmt::format("links/{}{}", hexadecimal(hash_of(odd.native())),
                                         is_safe_text(ending) ? ending : "");
    make_link(odd, build_folder_ / name);
    found = links_.emplace(odd, name).first;
  }
  return odd == path ? found->second : found->second + '/' + path.lexically_relative(odd).string();
}

}  // namespace revise::tool
