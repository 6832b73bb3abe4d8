#include "engine/lock_retry.h"

#include <fmt/format.h>

#include <algorithm>

#include "util/interruptible_sleep.h"

namespace revise {

lock_retry::lock_retry(const retry_limits& limits, const std::function<bool()>& is_interrupted)
    : limits_(limits), is_interrupted_(is_interrupted), longest_(limits.first_pause) {}

std::string lock_retry::next() {
  ++done_;
  if (!random_) random_.emplace(std::random_device()());
  pause_ = std::chrono::milliseconds(std::uniform_int_distribution<std::chrono::milliseconds::rep>(
      longest_.count() * 3 / 4, longest_.count())(*random_));
  longest_ = std::min(longest_ * 2, limits_.longest_pause);
  return fmt::format("retried in {:.1f} s ({} of {})",
                     std::chrono::duration<double>(pause_).count(), done_, limits_.most);
}

void lock_retry::pause() const { sleep_unless(pause_, is_interrupted_); }

}  // namespace revise
