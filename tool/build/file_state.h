#pragma once

#include <ctime>
#include <filesystem>
#include <optional>
#include <string>

namespace revise::tool {

/// What changes with a file, as far as it can be seen without reading it.
struct file_state {
  long long size = 0;
  timespec modified{};
  timespec changed{};  ///< unlike the time of the text, it is set by nobody

  /// Of the file that `path` leads to; nothing when there is none.
  static std::optional<file_state> of(const std::filesystem::path& path);

  /// Whether the file was last changed so long before `now` that one more change would show: within
  /// a tick of the system's clock two of them have the same time.
  bool is_settled(const timespec& now) const;

  /// For comparison, without a NUL.
  std::string text() const;
};

/// The clock that files are stamped with.
timespec file_clock_now();

}  // namespace revise::tool
