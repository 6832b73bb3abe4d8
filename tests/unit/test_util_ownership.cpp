#include <doctest/doctest.h>
#include <unistd.h>

#include "util/ownership.h"

namespace test_util_ownership {

using namespace revise;

namespace {

struct stat status_of(uid_t user, mode_t mode) {
  struct stat status {};
  status.st_uid = user;
  status.st_gid = 4'000'000'000U;  // nobody's
  status.st_mode = mode;
  return status;
}

std::string why(const struct stat& status) {
  const auto found = find_distrust(status, "db", group_rule::none);
  return found ? found->why : "";
}

constexpr uid_t somebody = 4'000'000'000U;

}  // namespace

TEST_CASE("what belongs to the user or to root is trusted") {
  CHECK(why(status_of(geteuid(), S_IFREG | 0755)).empty());
  CHECK(why(status_of(0, S_IFREG | 0644)).empty());
}

TEST_CASE("what belongs to somebody else is not, whatever its mode") {
  const std::string me =
      geteuid() == 0 ? "not to root" : "neither to '" + user_name(geteuid()) + "' nor to root";
  CHECK(why(status_of(somebody, S_IFREG | 0400)) == "'db' belongs to '4000000000', " + me);
}

TEST_CASE("what others can write to is not trusted") {
  CHECK(why(status_of(0, S_IFREG | 0664)) == "a group can write to 'db' (mode 0664)");
  CHECK(why(status_of(0, S_IFREG | 0646)) == "everyone can write to 'db' (mode 0646)");
  CHECK(why(status_of(0, S_IFDIR | 0777)) == "everyone can write to 'db' (mode 0777)");
}

TEST_CASE("in a folder with the sticky bit nobody touches what is another's") {
  CHECK(why(status_of(0, S_IFDIR | S_ISVTX | 0777)).empty());
  CHECK(why(status_of(0, S_IFREG | S_ISVTX | 0777)) == "everyone can write to 'db' (mode 1777)");
}

TEST_CASE("a private group may write where that is allowed, another one may not") {
  struct stat roots = status_of(0, S_IFDIR | 0775);
  CHECK(find_distrust(roots, "db", group_rule::own_only));
  roots.st_gid = 0;
  CHECK_FALSE(find_distrust(roots, "db", group_rule::own_only));
  CHECK(find_distrust(roots, "db", group_rule::none));
}

TEST_CASE("a group without a name is private where it has its owner's number") {
  struct stat status = status_of(geteuid(), S_IFREG | 0664);
  status.st_uid = 0;
  CHECK(find_distrust(status, "db", group_rule::own_only));
  status.st_uid = geteuid();
  if (geteuid() == 0) return;  // root's group has a name
  status.st_gid = geteuid();
  CHECK_FALSE(find_distrust(status, "db", group_rule::own_only));
}

TEST_CASE("who can read a file besides its owner") {
  CHECK(find_readers(status_of(geteuid(), S_IFREG | 0644)) == "everyone can read it (mode 0644)");
  CHECK(find_readers(status_of(geteuid(), S_IFREG | 0640)) == "a group can read it (mode 0640)");
  CHECK_FALSE(find_readers(status_of(geteuid(), S_IFREG | 0600)));
  // Others may read it through the group, as intended.
  CHECK_FALSE(find_readers(status_of(somebody, S_IFREG | 0640)));
}

}  // namespace test_util_ownership
