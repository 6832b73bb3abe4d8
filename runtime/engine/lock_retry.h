#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <random>
#include <string>

namespace revise {

/// How often an attempt that did not get a lock is retried, and after which pauses.
struct retry_limits {
  unsigned most = 10;  ///< retries after the first attempt; 0: none
  std::chrono::milliseconds first_pause{500};
  std::chrono::milliseconds longest_pause{10'000};  ///< the pauses double up to this
};

/// Counts the retries of one attempt and chooses the pauses between them.
class lock_retry {
 public:
  /// `is_interrupted` may be empty, and must outlive this.
  lock_retry(const retry_limits& limits, const std::function<bool()>& is_interrupted);

  /// Whether another retry is allowed.
  bool is_left() const { return done_ < limits_.most; }

  /// The number of retries so far, without the first attempt.
  unsigned done() const { return done_; }

  /// Resets the count, because the next attempt is for something else.
  void start_again() {
    done_ = 0;
    longest_ = limits_.first_pause;
  }

  /// Counts a retry and returns its announcement: "retried in 2.1 s (3 of 10)". The pauses are
  /// random, so that runs that began together retry at different times.
  std::string next();

  /// Sleeps until the next retry is due; returns at once when interrupted.
  void pause() const;

 private:
  retry_limits limits_;
  const std::function<bool()>& is_interrupted_;
  unsigned done_ = 0;
  std::chrono::milliseconds longest_{};  // the next pause, before the jitter
  std::chrono::milliseconds pause_{};
  // Created before the first pause, because reading the random device would take longer than all
  // other work of this class for a step.
  std::optional<std::minstd_rand> random_;
};

}  // namespace revise
