#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace revise {

/// Calls a function on a thread of its own when a time limit has passed.
class alarm {
 public:
  /// Calls `ring` after `limit`, and repeats the call until stop(): at the first call, the
  /// statement that `ring` cancels may not have been running yet. `ring` must not throw, and must
  /// outlive this.
  alarm(std::chrono::milliseconds limit, std::function<void()> ring);
  ~alarm() { stop(); }
  alarm(const alarm&) = delete;
  alarm& operator=(const alarm&) = delete;

  /// Stops the calls. When it returns, `ring` is not running and is not called again.
  void stop();

  /// Whether the limit had passed when stop() was called, or has passed now if it was not called.
  bool is_over() const;

 private:
  using clock = std::chrono::steady_clock;

  void wait();

  const clock::time_point end_;
  std::function<void()> ring_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  bool was_over_ = false;
  std::thread thread_;
};

}  // namespace revise
