#include "config/git_upstream.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "util/error.h"
#include "util/process.h"

namespace revise::tool {

namespace {

// The output of git with `arguments` in `folder`; empty if git fails.
std::string git_output(const std::filesystem::path& folder,
                       const std::vector<std::string>& arguments) {
  process_request request{.argv = {"timeout", "--foreground", "-k", "1", "5", "git", "--no-pager",
                                   "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
                                   "-c", "protocol.allow=never"},
                          .working_directory = folder,
                          .environment = {{"GIT_TERMINAL_PROMPT", "0"},
                                          {"GIT_OPTIONAL_LOCKS", "0"},
                                          {"GIT_NO_LAZY_FETCH", "1"},
                                          {"GIT_ALLOW_PROTOCOL", "none"},
                                          {"LC_ALL", "C"}},
                          .output = process_output::capture,
                          .on_output = {}};
  request.argv.insert(request.argv.end(), arguments.begin(), arguments.end());
  try {
    const process_result result = run_process(request);
    return result.succeeded() ? result.output : std::string();
  } catch (const error&) {
    return {};  // git is not installed
  }
}

}  // namespace

std::set<std::string> upstream_files(const std::filesystem::path& folder) {
  std::string current = git_output(folder, {"symbolic-ref", "-q", "HEAD"});
  while (current.ends_with('\n')) current.pop_back();
  if (current.empty()) return {};  // no repository, or no branch
  std::set<std::string> files;
  for (const std::string reference :
       {"@{upstream}", "refs/remotes/origin/HEAD", "refs/remotes/origin/main",
        "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"}) {
    if (reference == current) continue;
    const std::string listed = git_output(folder, {"ls-tree", "-z", "--name-only", reference});
    for (std::size_t at = 0; at < listed.size();) {
      const std::size_t end = std::min(listed.find('\0', at), listed.size());
      files.insert(listed.substr(at, end - at));
      at = end + 1;
    }
  }
  return files;
}

}  // namespace revise::tool
