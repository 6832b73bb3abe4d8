#include "engine/lock_watch.h"

#include "util/error.h"
#include "util/quiet_thread.h"

namespace revise {

namespace {

bool are_same(const blocked_wait& a, const blocked_wait& b) {
  if (a.table != b.table || a.blockers.size() != b.blockers.size()) return false;
  for (std::size_t i = 0; i < a.blockers.size(); ++i) {
    if (a.blockers[i].process != b.blockers[i].process) return false;
  }
  return true;
}

}  // namespace

lock_watch::lock_watch(int process, std::chrono::milliseconds delay, connect_function connect,
                       report_function tell)
    : process_(process), delay_(delay), connect_(std::move(connect)), tell_(std::move(tell)) {}

lock_watch::~lock_watch() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    if (watcher_) watcher_->cancel();
  }
  changed_.notify_all();
  thread_.join();
}

void lock_watch::watch() {
  if (process_ == 0 || !connect_) return;
  {
    const std::lock_guard lock(mutex_);
    watching_ = true;
    ++turn_;
    seen_ = {};
  }
  changed_.notify_all();
  if (!thread_.joinable()) thread_ = quiet_thread([this] { look(); });
}

void lock_watch::let_go() {
  std::unique_lock lock(mutex_);
  watching_ = false;
  ++turn_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return !is_asking_; });
  watcher_.reset();
}

blocked_wait lock_watch::rest() {
  const std::lock_guard lock(mutex_);
  watching_ = false;
  return seen_;
}

void lock_watch::look() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    if (!watching_) {
      changed_.wait(lock);
      continue;
    }
    const unsigned turn = turn_;
    if (changed_.wait_for(lock, delay_, [&] { return ends_ || turn != turn_; })) continue;
    if (!watching_) continue;
    is_asking_ = true;
    const bool was_connected = watcher_ != nullptr;
    lock.unlock();
    blocked_wait found;
    bool failed = false;
    try {
      found = ask();
    } catch (const std::exception&) {
      failed = true;
    }
    lock.lock();
    is_asking_ = false;
    changed_.notify_all();
    if (failed && !was_connected) return;
    if (failed) {
      // The server may have closed the connection because it was idle for too long.
      watcher_.reset();
      continue;
    }
    if (!watching_ || turn != turn_ || found.blockers.empty()) continue;
    seen_ = std::move(found);
    if (are_same(seen_, told_)) continue;
    told_ = seen_;
    tell_(wait_line(seen_));
  }
}

blocked_wait lock_watch::ask() {
  if (!watcher_) {
    std::unique_ptr<connection> made = connect_();
    {
      const std::lock_guard lock(mutex_);
      watcher_ = std::move(made);
    }
    // Through a pooler, the process number is meaningless, or that of another session.
    if (watcher_->is_pooled()) throw error("a pooler");
  }
  return blocked_wait_of(*watcher_, process_);
}

}  // namespace revise
