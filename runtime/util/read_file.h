#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace revise {

/// More than any source or SQL file has.
inline constexpr std::size_t largest_file = 2'000'000'000;
/// More than any file has that is a few lines of settings.
inline constexpr std::size_t largest_settings_file = 16'000'000;

/// The bytes of a file; nothing when there is no such file. Never waits: throws `error` when it
/// exists and cannot be read, is not a regular file, or has more than `most` bytes.
std::optional<std::string> read_file(const std::filesystem::path& path,
                                     std::size_t most = largest_file);

}  // namespace revise
