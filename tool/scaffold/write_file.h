#pragma once

#include <filesystem>
#include <string_view>

namespace revise::tool {

/// Writes a new file. The file appears with its whole text or not at all, and an existing file is
/// never overwritten. The folder must exist. Throws `error` with the reason.
void write_new_file(const std::filesystem::path& path, std::string_view text);

/// Replaces the text of an existing file and keeps its permissions. At any moment the file has
/// either the old text or the new one. A link stays a link. Throws `error` with the reason.
void replace_file(const std::filesystem::path& path, std::string_view text);

}  // namespace revise::tool
