#pragma once

#include <memory>
#include <optional>
#include <string>

#include "database/lock/run_lock.h"

namespace revise {

/// The process or session that holds a lock.
struct lock_holder {
  std::string identity;  ///< differs for each holder
  std::string text;      ///< "pid 12 on db1 (revise), since 2026-11-21 17:02:11 UTC, runs '...'"
  std::string way_out;   ///< what to do if the holder hangs
};

/// One implementation of the run lock. All functions throw sql_error and connection_error.
class lock_kind {
 public:
  virtual ~lock_kind() = default;
  lock_kind(const lock_kind&) = delete;
  lock_kind& operator=(const lock_kind&) = delete;

  /// Tries once. Null: another process holds the lock.
  virtual std::unique_ptr<run_lock> attempt() = 0;

  /// Returns the holder, after attempt() has failed. Null: the lock is free again, or its holder is
  /// unknown.
  virtual std::optional<lock_holder> holder() = 0;

 protected:
  lock_kind() = default;
};

/// PostgreSQL: an advisory lock, which belongs to the session.
std::unique_ptr<lock_kind> advisory_lock_kind(connection& database, const version_table& table);

/// PostgreSQL behind a pooler that gives each transaction another session: a row that expires.
std::unique_ptr<lock_kind> lease_lock_kind(connection& database, const database_url& url,
                                           const version_table& table, const lock_request& request);

/// SQLite: a file beside the database.
std::unique_ptr<lock_kind> side_file_lock_kind(connection& database, const lock_request& request);

}  // namespace revise
