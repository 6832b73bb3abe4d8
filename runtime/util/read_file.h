#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace revise {

/// No source or SQL file is larger.
inline constexpr std::size_t largest_file = 2'000'000'000;
/// No file that contains a few lines of settings is larger.
inline constexpr std::size_t largest_settings_file = 16'000'000;

/// Returns the bytes of a file; null if it does not exist. Never waits: throws `error` if the file
/// exists but cannot be read, is not a regular file, or has more than `most` bytes.
std::optional<std::string> read_file(const std::filesystem::path& path,
                                     std::size_t most = largest_file);

}  // namespace revise
