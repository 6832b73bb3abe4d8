#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace revise {

/// The bytes of a file; nothing when there is no such file. Throws `error` when it is there and
/// cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path);

}  // namespace revise
