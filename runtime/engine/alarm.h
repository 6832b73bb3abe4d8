#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace revise {

/// Calls a function when the time is up, on a thread of its own.
class alarm {
 public:
  /// `ring` is called after `limit`, and again and again until stop(): what it is to cancel may
  /// just then have been between two statements. It must not throw, and outlive this.
  alarm(std::chrono::milliseconds limit, std::function<void()> ring);
  ~alarm() { stop(); }
  alarm(const alarm&) = delete;
  alarm& operator=(const alarm&) = delete;

  /// When it returns, `ring` does not run and is not called any more.
  void stop();

  /// Whether the time was up, when stop() was called or now.
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
