#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace revise::tool {

/// The names of the files in `folder` on the branches that other developers start from: the
/// upstream of the current branch, `origin/HEAD`, `origin/main`, `origin/master`, and the local
/// `main` and `master` unless one of them is the current branch. Empty if there is no repository,
/// no such branch or no git. Also empty if git refuses the repository, as it does one of another
/// user, or does not answer within seconds.
///
/// git only reads trees: it runs no hook, no program that the repository's configuration names, and
/// no transport, even in a clone that lacks objects.
std::set<std::string> upstream_files(const std::filesystem::path& folder);

}  // namespace revise::tool
