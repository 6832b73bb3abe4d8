#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "database/connection.h"
#include "database/records/version_table.h"

namespace revise {

/// Keeps every other revise from writing to the database, from acquire_run_lock() until it is
/// destroyed (docs/decisions/0013). The lock does not outlive the process (by more than
/// `lock_request::lease`, through a pooler).
class run_lock {
 public:
  /// Releases the lock.
  virtual ~run_lock() = default;
  run_lock(const run_lock&) = delete;
  run_lock& operator=(const run_lock&) = delete;

  /// Checks that the lock is still held. Call it in a transaction just before the commit, so that
  /// only work done under the lock is committed, and before each statement outside a transaction.
  /// The check is enqueued: when the queue is sent, `error` is thrown if the lock is no longer
  /// held, with advice; also sql_error and connection_error, as for any statement.
  virtual void check(connection& database) = 0;

 protected:
  run_lock() = default;
};

/// How to wait for the lock, and how to describe its holder.
struct lock_request {
  /// How long to wait. Empty: without a limit; 0: do not wait.
  std::optional<std::chrono::milliseconds> wait;
  /// What this process runs, as shown to processes that wait: "upgrade head". It must not contain
  /// secrets.
  std::string activity = {};
  /// Receives a line that names the holder of the lock, when a wait begins and when the holder
  /// changes. May be empty.
  std::function<void(std::string_view)> on_wait = {};
  /// Returns whether to stop waiting. Empty: never.
  std::function<bool()> is_interrupted = {};
  /// Behind a pooler: how long the lock outlives a killed process. It is renewed six times in that
  /// time.
  std::chrono::milliseconds lease = std::chrono::seconds(30);
};

/// Takes the lock of `table`. Others who use the same table wait for it; on SQLite, all who use the
/// same file. `database` must not be in a transaction. `database` and `table` must outlive the
/// lock. `url` is what `database` is connected to; it has no address if that is unknown. Throws
/// `error` if the wait is over (it names the holder), or with exit code 130 if it was interrupted;
/// also sql_error, connection_error.
std::unique_ptr<run_lock> acquire_run_lock(connection& database, const database_url& url,
                                           const version_table& table, const lock_request& request);

}  // namespace revise
