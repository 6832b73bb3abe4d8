#include "engine/alarm.h"

#include "util/quiet_thread.h"

namespace revise {

namespace {

constexpr std::chrono::milliseconds between_rings(100);

}  // namespace

alarm::alarm(std::chrono::milliseconds limit, std::function<void()> ring)
    : end_(clock::now() + limit),
      ring_(std::move(ring)),
      thread_(quiet_thread([this] { wait(); })) {}

void alarm::stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    was_over_ = clock::now() >= end_;
  }
  changed_.notify_all();
  thread_.join();
}

bool alarm::is_over() const {
  const std::lock_guard lock(mutex_);
  return stopped_ ? was_over_ : clock::now() >= end_;
}

void alarm::wait() {
  std::unique_lock lock(mutex_);
  if (changed_.wait_until(lock, end_, [this] { return stopped_; })) return;
  do {
    ring_();
  } while (!changed_.wait_for(lock, between_rings, [this] { return stopped_; }));
}

}  // namespace revise
