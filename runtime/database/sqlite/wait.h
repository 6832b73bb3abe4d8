#pragma once

#include <atomic>
#include <chrono>
#include <optional>

#include "database/connection.h"

namespace revise {

/// Decides how long an SQLite connection waits while another program has the file locked.
class sqlite_wait {
 public:
  /// `on_wait` may be empty.
  explicit sqlite_wait(wait_function on_wait) : on_wait_(std::move(on_wait)) {}

  /// Sets the limit for the following statements; empty: 30 s.
  void set_limit(std::optional<std::chrono::milliseconds> limit);

  /// Call it when a transaction is done. on_wait is called once for all attempts at a transaction;
  /// the next wait calls it again.
  void set_done() { told_ = false; }

  /// Ends a wait. It may be called from any thread and from a signal handler.
  void give_up() noexcept { given_up_ = true; }

  /// A busy handler (sqlite.org/c3ref/busy_handler.html). `self` is a sqlite_wait. Returns 0 if the
  /// statement is to fail.
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
