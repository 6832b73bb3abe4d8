#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>
#include <string_view>

namespace revise {

/// Why something could hold what somebody else wrote.
struct distrust {
  enum class cause { owner, mode };
  cause by;
  /// "'db' belongs to 'bob', neither to 'ann' nor to root", "everyone can write to 'db' (mode
  /// 0777)"
  std::string why;
  std::string owner;  ///< a user's name, or number where it has none
};

/// How much a group may do.
enum class group_rule {
  none,      ///< no group may write
  own_only,  ///< the owner's private group may, of which nobody else is a member (umask 002)
};

/// What speaks against a file or folder that messages call `name`, by its `status`: it belongs
/// neither to the user nor to root, or others can write to it. A folder with the sticky bit, as
/// /tmp, lets nobody touch what belongs to another.
std::optional<distrust> find_distrust(const struct stat& status, std::string_view name,
                                      group_rule rule);

/// Who can read a file besides its owner and root: "everyone can read it (mode 0644)". Nothing:
/// nobody, or only a group through which this process reads it.
std::optional<std::string> find_readers(const struct stat& status);

/// The name of a user, or the number where it has none.
std::string user_name(uid_t user);

}  // namespace revise
