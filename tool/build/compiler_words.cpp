#include "build/compiler_words.h"

#include <algorithm>
#include <system_error>

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

bool is_path_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_./-+=,~").find(c) != std::string_view::npos;
}

bool ends_with_color(std::string_view text) {
  const std::size_t escape = text.rfind('\x1b');
  return escape != std::string_view::npos &&
         color_length(text.substr(escape)) == text.size() - escape;
}

// Whether a path begins at `at`, as opposed to the middle of a path.
bool begins_path(std::string_view line, std::size_t at) {
  return at == 0 || !is_path_character(line[at - 1]) || ends_with_color(line.substr(0, at));
}

// `folder` as a user whose working directory is `here` would write it, with a slash at its end. A
// folder that shares no first element with `here` stays absolute.
std::string relative_folder(const fs::path& folder, const fs::path& here) {
  if (folder == here) return {};
  const bool is_apart = std::next(here.begin()) == here.end() ||
                        std::next(folder.begin()) == folder.end() ||
                        *std::next(folder.begin()) != *std::next(here.begin());
  const fs::path shown = is_apart ? folder : folder.lexically_relative(here);
  return (shown / "").string();
}

}  // namespace

compiler_words::compiler_words(const configuration& config, const fs::path& folder) {
  std::error_code failure;
  const fs::path here = fs::current_path(failure);
  if (failure) return;
  add(here, "");
  add(config.here, relative_folder(config.here, here));
  for (const fs::path& location : config.version_locations) {
    add(location, relative_folder(location, here));
  }
  for (const fs::path& headers : config.include_dirs) add(headers, relative_folder(headers, here));
  // Headers in the build folder, which the compiler names relative to that folder.
  prefixes_.emplace_back("include/revise/", relative_folder(folder, here) + "include/revise/");
  std::stable_sort(prefixes_.begin(), prefixes_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

void compiler_words::add(const fs::path& from, const std::string& to) {
  const std::string prefix = (from / "").string();
  if (prefix.size() > 1) prefixes_.emplace_back(prefix, to);
}

std::string compiler_words::shortened(std::string line) const {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!begins_path(line, at)) continue;
    for (const auto& [from, to] : prefixes_) {
      if (line.compare(at, from.size(), from) != 0) continue;
      line.replace(at, from.size(), to);
      break;
    }
  }
  return line;
}

std::size_t color_length(std::string_view text) {
  if (!text.starts_with("\x1b[")) return 0;
  const std::size_t end = text.find_first_not_of("0123456789;", 2);
  const bool is_color = end != std::string_view::npos && (text[end] == 'm' || text[end] == 'K');
  return is_color ? end + 1 : 0;
}

std::string without_colors(std::string_view line) {
  std::string plain;
  while (!line.empty()) {
    if (const std::size_t color = color_length(line); color > 0) {
      line.remove_prefix(color);
    } else {
      plain += line.front();
      line.remove_prefix(1);
    }
  }
  return plain;
}

std::vector<std::string> without_colors(const std::vector<std::string>& lines) {
  std::vector<std::string> plain;
  plain.reserve(lines.size());
  for (const std::string& line : lines) plain.push_back(without_colors(line));
  return plain;
}

}  // namespace revise::tool
