#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace revise {

/// The size limit of a source or SQL file, in bytes.
inline constexpr std::size_t largest_file = 2'000'000'000;
/// The size limit of a file that contains settings, in bytes.
inline constexpr std::size_t largest_settings_file = 16'000'000;

/// Returns the bytes of a file; null if it does not exist. Never waits: throws `error` if the file
/// exists but cannot be read, is not a regular file, or has more than `most` bytes.
std::optional<std::string> read_file(const std::filesystem::path& path,
                                     std::size_t most = largest_file);

}  // namespace revise
