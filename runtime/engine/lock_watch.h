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

/// While a connection to PostgreSQL is busy, checks whether it waits for a lock and which session
/// holds that lock. The server shows this only as long as the wait lasts. The check uses a second
/// connection, opened when it is first needed. If it cannot be opened, or if it goes through a
/// pooler, nothing is reported.
class lock_watch {
 public:
  using connect_function = std::function<std::unique_ptr<connection>()>;
  using report_function = std::function<void(std::string_view)>;

  /// Watches the session of the server process `process`, and checks first `delay` after watch().
  /// If `process` is 0 or `connect` is empty, it does nothing. `tell` receives a line for each wait
  /// that differs from the last one reported. Both functions are called on another thread.
  lock_watch(int process, std::chrono::milliseconds delay, connect_function connect,
             report_function tell);
  /// Waits for a connection that is being opened.
  ~lock_watch();
  lock_watch(const lock_watch&) = delete;
  lock_watch& operator=(const lock_watch&) = delete;

  /// Starts watching: a statement that may wait begins.
  void watch();

  /// Closes the second connection and stops checking until the next watch(). Waits for a check in
  /// progress.
  void let_go();

  /// Stops watching: the statement has ended, and nothing more is reported. Returns the last wait
  /// seen since watch(), without blockers if none was seen.
  blocked_wait rest();

 private:
  void look();
  blocked_wait ask();

  const int process_;
  const std::chrono::milliseconds delay_;
  connect_function connect_;
  report_function tell_;

  std::mutex mutex_;  // guards the members below
  std::condition_variable changed_;
  bool ends_ = false;
  bool watching_ = false;
  bool is_asking_ = false;
  unsigned turn_ = 0;  // counts the calls of watch() and let_go()
  blocked_wait seen_;  // the last wait since watch()
  blocked_wait told_;
  std::unique_ptr<connection> watcher_;  // used by the thread alone, except for cancel()
  std::thread thread_;
};

}  // namespace revise
