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

/// Keeps every other revise from writing to the database, from acquire_run_lock() to its
/// destruction (docs/decisions/0013). Held also by no more than the process: it ends with it.
class run_lock {
 public:
  /// Lets the next one have it.
  virtual ~run_lock() = default;
  run_lock(const run_lock&) = delete;
  run_lock& operator=(const run_lock&) = delete;

  /// Asked in a transaction, just before its commit: what is then committed was done under the
  /// lock. Asked also before each statement outside a transaction. It is enqueued: the commit, or
  /// whatever else sends the queue, throws `error` when the lock is not held any more, with what to
  /// do; sql_error and connection_error as any statement does.
  virtual void check(connection& database) = 0;

 protected:
  run_lock() = default;
};

/// What whoever takes the lock says of itself, and how long it waits.
struct lock_request {
  /// Nothing: as long as it takes. 0: not at all.
  std::optional<std::chrono::milliseconds> wait;
  /// What those who wait are told that this one runs: "upgrade head". No secrets.
  std::string activity = {};
  /// Gets a line that says who holds the lock, when a wait begins and when the holder changes. May
  /// be empty.
  std::function<void(std::string_view)> on_wait = {};
  /// Whether to stop waiting; empty: never.
  std::function<bool()> is_interrupted = {};
  /// Behind a pooler: for how long the lock outlives a process that was killed. Renewed six times
  /// in that time.
  std::chrono::milliseconds lease = std::chrono::seconds(30);
};

/// Takes the lock of `table`: others that work with the same table wait for it, on SQLite all that
/// work with the same file. `database` is in no transaction, and outlives the lock, as `table`
/// does; `url` is what it is connected to, without an address where nobody knows. Throws `error`
/// when the wait is over (it names the holder), or, with exit code 130, when it was interrupted;
/// sql_error, connection_error.
std::unique_ptr<run_lock> acquire_run_lock(connection& database, const database_url& url,
                                           const version_table& table, const lock_request& request);

}  // namespace revise
