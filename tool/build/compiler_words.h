#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// Rewrites the paths in a compiler's output to the paths that the user would type in the working
/// directory of revise.
class compiler_words {
 public:
  /// Rewrites nothing.
  compiler_words() = default;
  /// For a compiler that runs in `folder`. Shortens paths below the working directory, the ini's
  /// folder, a version location or one of include_dirs.
  compiler_words(const configuration& config, const std::filesystem::path& folder);

  /// `line` with its paths relative to the working directory. Colours are kept.
  std::string shortened(std::string line) const;

 private:
  void add(const std::filesystem::path& from, const std::string& to);

  std::vector<std::pair<std::string, std::string>> prefixes_;  ///< the longest first
};

/// `line` without the escape sequences that colour a compiler's output.
std::string without_colors(std::string_view line);

/// `lines` without the escape sequences that colour a compiler's output.
std::vector<std::string> without_colors(const std::vector<std::string>& lines);

/// The length of the colour sequence (`ESC [ … m`, `ESC [ K`) at the beginning of `text`; 0 if
/// there is none.
std::size_t color_length(std::string_view text);

}  // namespace revise::tool
