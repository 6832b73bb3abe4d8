#pragma once

#include <filesystem>

namespace revise::tool {

/// The file in a build folder that is locked while it is in use; remove_foreign keeps it.
inline constexpr const char* build_lock_name = "lock";

/// The file by which a build folder is recognised as revise's (build_folder).
inline constexpr const char* build_mark_name = ".gitignore";

/// Empties the build folder `folder`, and lets only its owner write to it, where something in it
/// may have been written by another user or by another program: the folder itself or something
/// below it that others own or can write to, a link that is not directly in a folder `links`
/// (safe_paths), a file with a second name, or one that is neither a file, a folder nor a link.
/// Follows no link; what cannot be removed stays.
void remove_foreign(const std::filesystem::path& folder);

}  // namespace revise::tool
