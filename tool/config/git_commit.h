#pragma once

#include <filesystem>
#include <string>

namespace revise::tool {

/// The hexadecimal id of the commit that is checked out in the git repository that contains
/// `folder`. Empty if there is none or it cannot be read. Does not start git, which may not be
/// installed and refuses a repository of another user.
std::string git_commit(const std::filesystem::path& folder);

}  // namespace revise::tool
