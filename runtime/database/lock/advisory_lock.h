#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "database/lock/lock_kind.h"

namespace revise {

/// PostgreSQL's advisory lock of one version table: of the same database, schema and name it is the
/// same, whoever asks. It belongs to a session and goes with it.
class advisory_lock {
 public:
  explicit advisory_lock(const version_table& table);

  /// Takes it for the session of `database`; false: another session has it.
  bool try_take(connection& database) const;
  void release(connection& database) const;

  /// A query that finds a row while the session that asks has it. SQL can let it go: `discard all`.
  std::string held() const;

  /// The session that has it, as far as this role may see.
  std::optional<lock_holder> holder(connection& database) const;

 private:
  std::string found_locks() const;

  std::uint32_t object_;  ///< the second half of the key; the first one says that it is revise's
};

/// A SQL text's first words, on one line, for a message. It ends before the first literal, which
/// may be a password.
std::string first_words(std::string_view sql);

}  // namespace revise
