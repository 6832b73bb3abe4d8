#include "util/ownership.h"

#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <array>

namespace revise {

std::string user_name(uid_t user) {
  std::array<char, 16384> buffer{};
  struct passwd entry {};
  struct passwd* found = nullptr;
  if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
    return std::to_string(user);
  }
  return found->pw_name;
}

namespace {

// Debian and other systems give each user a private group with the user's name and number. In a
// container that does not know the names of its host, only the equal number shows this.
bool is_private_group(gid_t id, uid_t user) {
  const std::string owner = user_name(user);
  std::array<char, 16384> buffer{};
  struct group entry {};
  struct group* found = nullptr;
  if (getgrgid_r(id, &entry, buffer.data(), buffer.size(), &found) != 0) return false;
  if (found == nullptr) return id == user;
  if (owner != found->gr_name) return false;
  for (char** member = found->gr_mem; *member != nullptr; ++member) {
    if (owner != *member) return false;
  }
  return true;
}

}  // namespace

std::optional<distrust> find_distrust(const struct stat& status, std::string_view name,
                                      group_rule rule) {
  if (status.st_uid != 0 && status.st_uid != geteuid()) {
    std::string owner = user_name(status.st_uid);
    const std::string whose =
        geteuid() == 0 ? std::string("not to root")
                       : fmt::format("neither to '{}' nor to root", user_name(geteuid()));
    return distrust{.by = distrust::cause::owner,
                    .why = fmt::format("'{}' belongs to '{}', {}", name, owner, whose),
                    .owner = owner};
  }
  if (S_ISDIR(status.st_mode) && (status.st_mode & S_ISVTX) != 0) return std::nullopt;
  if ((status.st_mode & (S_IWOTH | S_IWGRP)) == 0) return std::nullopt;
  std::string owner = user_name(status.st_uid);
  const bool by_all = (status.st_mode & S_IWOTH) != 0;
  const bool by_group =
      (status.st_mode & S_IWGRP) != 0 &&
      !(rule == group_rule::own_only && is_private_group(status.st_gid, status.st_uid));
  if (!by_all && !by_group) return std::nullopt;
  return distrust{
      .by = distrust::cause::mode,
      .why = fmt::format("{} can write to '{}' (mode {:04o})", by_all ? "everyone" : "a group",
                         name, static_cast<unsigned>(status.st_mode & 07777)),
      .owner = std::move(owner)};
}

std::optional<std::string> find_readers(const struct stat& status) {
  const bool by_all = (status.st_mode & S_IROTH) != 0;
  const bool by_group = (status.st_mode & S_IRGRP) != 0 && status.st_uid == geteuid() &&
                        !is_private_group(status.st_gid, status.st_uid);
  if (!by_all && !by_group) return std::nullopt;
  return fmt::format("{} can read it (mode {:04o})", by_all ? "everyone" : "a group",
                     static_cast<unsigned>(status.st_mode & 07777));
}

}  // namespace revise
