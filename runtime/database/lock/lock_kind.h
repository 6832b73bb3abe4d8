#pragma once

#include <memory>
#include <optional>
#include <string>

#include "database/lock/run_lock.h"

namespace revise {

/// Who holds a lock.
struct lock_holder {
  std::string identity;  ///< another text: another holder
  std::string text;      ///< "pid 12 on db1 (revise), since 2026-11-21 17:02:11 UTC, runs '...'"
  std::string way_out;   ///< what to do when it hangs
};

/// A way to hold the lock. All of them throw sql_error and connection_error.
class lock_kind {
 public:
  virtual ~lock_kind() = default;
  lock_kind(const lock_kind&) = delete;
  lock_kind& operator=(const lock_kind&) = delete;

  /// Tries once; null: another one holds it.
  virtual std::unique_ptr<run_lock> attempt() = 0;

  /// Who holds it, after attempt() has failed. Nothing: nobody any more, or nobody that can be
  /// told.
  virtual std::optional<lock_holder> holder() = 0;

 protected:
  lock_kind() = default;
};

/// PostgreSQL: an advisory lock of the session.
std::unique_ptr<lock_kind> advisory_lock_kind(connection& database, const version_table& table);

/// PostgreSQL behind a pooler that gives each transaction another session: a row with an end.
std::unique_ptr<lock_kind> lease_lock_kind(connection& database, const database_url& url,
                                           const version_table& table, const lock_request& request);

/// SQLite: a file beside the database.
std::unique_ptr<lock_kind> side_file_lock_kind(connection& database, const lock_request& request);

}  // namespace revise
