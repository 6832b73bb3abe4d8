#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>
#include <string_view>

namespace revise {

/// A reason why another user may have written a file or folder.
struct distrust {
  enum class cause { owner, mode };
  cause by;
  /// "'db' belongs to 'bob', neither to 'ann' nor to root", "everyone can write to 'db' (mode
  /// 0777)"
  std::string why;
  std::string owner;  ///< a user's name, or the number of a user without a name
};

/// Which group may have write permission.
enum class group_rule {
  none,      ///< no group
  own_only,  ///< the owner's private group, of which no one else is a member (umask 002)
};

/// Returns the reason, if any, not to trust a file or folder with this `status`: it belongs neither
/// to the user nor to root, or other users can write to it. Messages call it `name`. A folder with
/// the sticky bit, such as /tmp, is accepted: users cannot touch the files of others in it.
std::optional<distrust> find_distrust(const struct stat& status, std::string_view name,
                                      group_rule rule);

/// Returns who can read a file, other than its owner and root: "everyone can read it (mode 0644)".
/// Null if no one else can. Group permission on another user's file is not reported: this process
/// reads the file through that group.
std::optional<std::string> find_readers(const struct stat& status);

/// Returns the name of a user, or the number of a user without a name.
std::string user_name(uid_t user);

}  // namespace revise
