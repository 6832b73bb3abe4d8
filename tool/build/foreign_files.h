#pragma once

#include <filesystem>

namespace revise::tool {

/// The file in a build folder that is locked while the folder is in use. remove_foreign keeps it.
inline constexpr const char* build_lock_name = "lock";

/// The file that marks a build folder as revise's (build_folder).
inline constexpr const char* build_mark_name = ".gitignore";

/// Empties the build folder `folder` and makes it writable for its owner alone, if another user or
/// another program may have written any of it. This is so if the folder or an entry below it is
/// owned or writable by others, and for a link that is not directly in a folder `links`
/// (safe_paths), a file with more than one hard link, or an entry that is neither a file, a folder
/// nor a link. Follows no link. Entries that cannot be removed are left.
void remove_foreign(const std::filesystem::path& folder);

}  // namespace revise::tool
