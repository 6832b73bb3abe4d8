#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <random>
#include <string>

namespace revise {

/// How often something that did not get a lock is tried again, and after what pauses.
struct retry_limits {
  unsigned most = 10;  ///< after the first try; 0: none
  std::chrono::milliseconds first_pause{500};
  std::chrono::milliseconds longest_pause{10'000};  ///< each is twice the one before, up to this
};

/// The tries of one thing.
class lock_retry {
 public:
  /// `is_interrupted` may be empty, and outlives this.
  lock_retry(const retry_limits& limits, const std::function<bool()>& is_interrupted);

  /// Whether another try is left.
  bool is_left() const { return done_ < limits_.most; }

  /// How many there were besides the first one.
  unsigned done() const { return done_; }

  /// Begins to count anew: what is tried now is something else.
  void start_again() {
    done_ = 0;
    longest_ = limits_.first_pause;
  }

  /// Counts the next one: "tried again in 2.1 s (3 of 10)". The pauses of those who began together
  /// differ.
  std::string next();

  /// Until the next one; ends at once when interrupted.
  void pause() const;

 private:
  retry_limits limits_;
  const std::function<bool()>& is_interrupted_;
  unsigned done_ = 0;
  std::chrono::milliseconds longest_{};  // of the next one, before the jitter
  std::chrono::milliseconds pause_{};
  // Made when there is something to wait for: to ask the machine for a number takes longer than all
  // else that is done for a step here.
  std::optional<std::minstd_rand> random_;
};

}  // namespace revise
