#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "database/lock/lock_kind.h"

namespace revise {

/// PostgreSQL's advisory lock of one version table. Its key depends only on the schema and the name
/// of the table, so all processes use the same lock in one database. It belongs to a session and is
/// released when the session ends.
class advisory_lock {
 public:
  explicit advisory_lock(const version_table& table);

  /// Takes the lock for the session of `database`. False: another session holds it.
  bool try_take(connection& database) const;
  void release(connection& database) const;

  /// A query that returns a row while its session holds the lock. SQL can release the lock:
  /// `discard all`.
  std::string held() const;

  /// Returns the session that holds the lock, with the details that this role may see. Null: no
  /// session holds it.
  std::optional<lock_holder> holder(connection& database) const;

 private:
  std::string found_locks() const;

  std::uint32_t object_;  ///< second half of the key; the first half identifies revise
};

}  // namespace revise
