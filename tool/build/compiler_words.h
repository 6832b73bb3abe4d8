#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// Turns the paths in what a compiler says into those that the user would type where revise was
/// started.
class compiler_words {
 public:
  /// Changes nothing.
  compiler_words() = default;
  /// Of a compiler that runs in `folder`. Paths are shortened below the working directory, the
  /// ini's folder, a version location or one of include_dirs.
  compiler_words(const configuration& config, const std::filesystem::path& folder);

  /// `line` with its paths relative to the working directory. Colours stay as they are.
  std::string shortened(std::string line) const;

 private:
  void add(const std::filesystem::path& from, const std::string& to);

  std::vector<std::pair<std::string, std::string>> prefixes_;  ///< the longest first
};

/// `line` without the escape sequences by which compilers colour what they say.
std::string without_colors(std::string_view line);

/// The same of each.
std::vector<std::string> without_colors(const std::vector<std::string>& lines);

/// The length of the colour sequence (`ESC [ … m`, `ESC [ K`) that `text` begins with; 0: none.
std::size_t color_length(std::string_view text);

}  // namespace revise::tool
