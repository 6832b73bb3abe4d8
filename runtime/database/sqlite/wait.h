#pragma once

#include <atomic>
#include <chrono>
#include <optional>

#include "database/connection.h"

namespace revise {

/// How an SQLite connection waits for another program that has the file locked.
class sqlite_wait {
 public:
  /// `on_wait` may be empty.
  explicit sqlite_wait(wait_function on_wait) : on_wait_(std::move(on_wait)) {}

  /// For the statements from now on; nothing: 30 s.
  void set_limit(std::optional<std::chrono::milliseconds> limit);

  /// A transaction was done: the next wait is told again, as on_wait is told once for all tries.
  void set_done() { told_ = false; }

  /// Ends a wait. From any thread, and from a signal handler.
  void give_up() noexcept { given_up_ = true; }

  /// A busy handler (sqlite.org/c3ref/busy_handler.html); `self` is a sqlite_wait. Returns 0 when
  /// the statement shall fail.
  static int go_on(void* self, int asked_before);

 private:
  using clock = std::chrono::steady_clock;

  bool go_on(bool first);

  static constexpr std::chrono::milliseconds usual_limit{30'000};

  wait_function on_wait_;
  std::chrono::milliseconds limit_ = usual_limit;
  std::atomic<bool> given_up_ = false;
  clock::time_point start_;
  bool told_ = false;
};

}  // namespace revise
