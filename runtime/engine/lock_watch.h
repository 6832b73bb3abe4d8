#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

#include "database/connection.h"
#include "database/postgresql/blockers.h"

namespace revise {

/// Looks, while a connection to PostgreSQL is busy, whether it waits for a lock and who holds that:
/// it is known only as long as it lasts. Asks on a second connection, made when there is something
/// to look at; where that cannot be had, or a pooler stands between, nothing is told.
class lock_watch {
 public:
  using connect_function = std::function<std::unique_ptr<connection>()>;
  using tell_function = std::function<void(std::string_view)>;

  /// Watches the session that the server's process `process` serves, and has the first look `delay`
  /// after watch(). Where `process` is 0 or `connect` empty it does nothing. `tell` gets a line
  /// when a wait is seen, another one than before; both are called on another thread.
  lock_watch(int process, std::chrono::milliseconds delay, connect_function connect,
             tell_function tell);
  /// Waits for a connection that is just being made.
  ~lock_watch();
  lock_watch(const lock_watch&) = delete;
  lock_watch& operator=(const lock_watch&) = delete;

  /// Something begins that may wait.
  void watch();

  /// Closes the second connection, and looks no more until the next watch(). Waits for a look that
  /// is under way.
  void let_go();

  /// It is over: nothing more is told of it. Returns the last wait that was seen since watch(),
  /// without blockers when none was.
  blocked_wait rest();

 private:
  void look();
  blocked_wait ask();

  const int process_;
  const std::chrono::milliseconds delay_;
  connect_function connect_;
  tell_function tell_;

  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  bool ends_ = false;
  bool watching_ = false;
  bool is_asking_ = false;
  unsigned turn_ = 0;  // counts watch() and let_go()
  blocked_wait seen_;  // since watch()
  blocked_wait told_;
  std::unique_ptr<connection> watcher_;  // made and used by the thread alone, but for cancel()
  std::thread thread_;
};

}  // namespace revise
