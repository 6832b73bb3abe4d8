#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace revise {

/// Writes a limit in the largest unit that gives an integer, as the ini does: "5min", "90s",
/// "500ms".
inline std::string limit_text(std::chrono::milliseconds limit) {
  const auto count = limit.count();
  if (count % 3'600'000 == 0) return fmt::format("{}h", count / 3'600'000);
  if (count % 60'000 == 0) return fmt::format("{}min", count / 60'000);
  if (count % 1000 == 0) return fmt::format("{}s", count / 1000);
  return fmt::format("{}ms", count);
}

}  // namespace revise
