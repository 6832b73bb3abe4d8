#pragma once

#include <filesystem>
#include <string_view>

namespace revise::tool {

/// Writes a file that is not there yet: it appears with its whole text or not at all, and nothing
/// that is there is ever overwritten. Its folder must exist. Throws `error` that says why not.
void write_new_file(const std::filesystem::path& path, std::string_view text);

/// Gives a file that is there another text, and leaves its permissions: it has the old text or
/// the new one at any moment. A link stays one. Throws `error` that says why not.
void replace_file(const std::filesystem::path& path, std::string_view text);

}  // namespace revise::tool
