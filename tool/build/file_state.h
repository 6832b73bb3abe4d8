#pragma once

#include <ctime>
#include <filesystem>
#include <optional>
#include <string>

namespace revise::tool {

/// The facts from stat(2) that change when a file changes.
struct file_state {
  long long size = 0;
  timespec modified{};
  timespec changed{};  ///< ctime: unlike the modification time, programs cannot set it

  /// The state of the file that `path` leads to; nullopt if there is none.
  static std::optional<file_state> of(const std::filesystem::path& path);

  /// Whether the file last changed long enough before `now` that another change would show. Two
  /// changes within one tick of the system's clock have the same time.
  bool is_settled(const timespec& now) const;

  /// A text for comparison. It contains no NUL.
  std::string text() const;
};

/// The time of the clock that file times are taken from.
timespec file_clock_now();

}  // namespace revise::tool
