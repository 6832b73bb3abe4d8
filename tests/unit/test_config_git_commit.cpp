#include "config/git_commit.h"

#include <doctest/doctest.h>

#include <stdexcept>

#include "support/temporary_folder.h"
#include "util/process.h"

namespace test_config_git_commit {

using namespace revise;
using revise::test::temporary_folder;
using revise::tool::git_commit;
namespace fs = std::filesystem;

namespace {

// Runs git in `folder` with only these settings. Returns its output without the newline.
std::string git(const fs::path& folder, std::vector<std::string> words) {
  process_request request;
  request.argv = {"/usr/bin/git", "-c", "user.name=a", "-c", "user.email=a@b"};
  request.argv.insert(request.argv.end(), words.begin(), words.end());
  request.working_directory = folder;
  request.environment = {{"GIT_CONFIG_GLOBAL", "/dev/null"}, {"GIT_CONFIG_SYSTEM", "/dev/null"}};
  request.output = process_output::capture;
  const process_result result = run_process(request);
  if (!result.succeeded()) throw std::runtime_error(result.output);
  return result.output.substr(0, result.output.find_last_not_of('\n') + 1);
}

struct repository {
  temporary_folder folder;
  fs::path root = folder.path() / "project";

  repository() {
    folder.write("project/db/versions/a.cpp", "");
    git(root, {"init", "-q", "-b", "main"});
    commit("one");
  }
  void commit(const std::string& message) const {
    git(root, {"commit", "-q", "--allow-empty", "-m", message});
  }
  std::string head() const { return git(root, {"rev-parse", "HEAD"}); }
};

}  // namespace

TEST_CASE("the commit is that of the repository around the folder") {
  const repository r;
  const std::string head = r.head();
  CHECK(head.size() == 40);
  CHECK(git_commit(r.root / "db" / "versions") == head);
  CHECK(git_commit(r.root) == head);
}

TEST_CASE("the commit is found wherever git keeps it") {
  const repository r;
  const std::string first = r.head();
  const fs::path versions = r.root / "db";

  SUBCASE("after another commit") {
    r.commit("two");
    CHECK(git_commit(versions) == r.head());
    CHECK(git_commit(versions) != first);
  }
  SUBCASE("when references are packed") {
    git(r.root, {"tag", "-a", "v1", "-m", "v1"});
    git(r.root, {"pack-refs", "--all"});
    REQUIRE(!fs::exists(r.root / ".git/refs/heads/main"));
    CHECK(git_commit(versions) == first);
  }
  SUBCASE("when no branch is checked out") {
    git(r.root, {"checkout", "-q", "--detach"});
    CHECK(git_commit(versions) == first);
  }
  SUBCASE("in a worktree, that of the worktree, loose or packed") {
    git(r.root, {"worktree", "add", "-q", "-b", "side/branch", "../other"});
    const fs::path other = r.folder.path() / "other";
    git(other, {"commit", "-q", "--allow-empty", "-m", "two"});
    const std::string second = git(other, {"rev-parse", "HEAD"});
    CHECK(second != first);
    CHECK(git_commit(other) == second);
    CHECK(git_commit(versions) == first);
    git(r.root, {"pack-refs", "--all"});
    CHECK(git_commit(other) == second);
    git(other, {"checkout", "-q", "--detach", first});
    CHECK(git_commit(other) == first);
  }
  SUBCASE("in a submodule, that of the submodule") {
    const repository sub;
    sub.commit("inner");
    git(r.root, {"-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
                 sub.root.string(), "sub"});
    sub.commit("unseen");
    CHECK(git_commit(r.root / "sub") == git(r.root / "sub", {"rev-parse", "HEAD"}));
    CHECK(git_commit(r.root / "sub") != first);
  }
  SUBCASE("of a repository with SHA-256") {
    git(r.folder.path(), {"init", "-q", "--object-format=sha256", "long"});
    git(r.folder.path() / "long", {"commit", "-q", "--allow-empty", "-m", "one"});
    const std::string id = git(r.folder.path() / "long", {"rev-parse", "HEAD"});
    CHECK(id.size() == 64);
    CHECK(git_commit(r.folder.path() / "long") == id);
  }
}

TEST_CASE("without a commit there is none") {
  const temporary_folder folder;
  CHECK(git_commit(folder.path()).empty());
  CHECK(git_commit(folder.path() / "nowhere").empty());
  git(folder.path(), {"init", "-q"});
  CHECK(git_commit(folder.path()).empty());  // no commit yet
}

TEST_CASE("what is no repository of git's is not believed") {
  const temporary_folder folder;
  folder.write("outside", std::string(40, 'a'));
  for (const char* head : {"", "ref: refs/../../outside", "ref: ../outside", "ref: /etc/passwd",
                           "ref: refs/heads/loop", "zzzz", "ref:", "ABCDEF"}) {
    CAPTURE(head);
    folder.write(".git/HEAD", head);
    folder.write(".git/refs/heads/loop", "ref: refs/heads/loop");
    CHECK(git_commit(folder.path()).empty());
  }
  folder.write("sub/.git", "gitdir: ");
  CHECK(git_commit(folder.path() / "sub").empty());
  folder.write("sub/.git", "something else");
  CHECK(git_commit(folder.path() / "sub").empty());
  folder.write(".git/HEAD", std::string(40, 'a') + "\n");
  CHECK(git_commit(folder.path()) == std::string(40, 'a'));
}

}  // namespace test_config_git_commit
