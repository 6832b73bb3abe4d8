#include "util/interruptible_sleep.h"

#include <algorithm>
#include <thread>

namespace revise {

bool sleep_unless(std::chrono::nanoseconds duration, const std::function<bool()>& is_interrupted) {
  using clock = std::chrono::steady_clock;
  constexpr std::chrono::nanoseconds between_checks = std::chrono::milliseconds(20);
  const clock::time_point end = clock::now() + duration;
  while (!(is_interrupted && is_interrupted())) {
    const std::chrono::nanoseconds left = end - clock::now();
    if (left.count() <= 0) return true;
    std::this_thread::sleep_for(std::min(left, between_checks));
  }
  return false;
}

}  // namespace revise
