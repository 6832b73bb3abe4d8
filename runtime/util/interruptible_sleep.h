#pragma once

#include <chrono>
#include <functional>

namespace revise {

/// Sleeps for `duration`, but returns within about 20 ms after `is_interrupted` (empty: never)
/// turns true. False if it was interrupted.
bool sleep_unless(std::chrono::nanoseconds duration, const std::function<bool()>& is_interrupted);

}  // namespace revise
