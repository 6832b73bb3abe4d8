#pragma once

#include <filesystem>
#include <string>

namespace revise::tool {

/// The commit that is checked out in the git repository that `folder` is in: its hexadecimal id.
/// Empty where there is none, or none that can be read. git itself is not started: it need not be
/// installed, and refuses a repository of another user's.
std::string git_commit(const std::filesystem::path& folder);

}  // namespace revise::tool
