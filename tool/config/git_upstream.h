#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace revise::tool {

/// The names of the files of `folder` that others have by the git repository that it is in: those
/// of the upstream of the current branch, and of `main` and `master`, there (`origin/HEAD`,
/// `origin/main`, `origin/master`) and here where they are not the current branch. Empty where
/// there is no repository, no such branch, or no git; also where git refuses the repository, as it
/// does that of another user, or does not answer within seconds.
///
/// git reads trees only: it runs no hook, no program that the repository's configuration names, and
/// no transport, be it for a clone that has not all objects.
std::set<std::string> upstream_files(const std::filesystem::path& folder);

}  // namespace revise::tool
