#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// A migration is somebody's code in our process. When it crashes (SIGSEGV, SIGABRT, …) or calls
/// exit(), this says which one and where things stand, and ends the process with 1. The database
/// rolls back by itself, since its connection is gone. One at a time.
class crash_guard {
 public:
  crash_guard();
  ~crash_guard();
  crash_guard(const crash_guard&) = delete;
  crash_guard& operator=(const crash_guard&) = delete;

  /// What to say from now on: on stderr `before`, the reason ("segmentation fault"), `after`; on
  /// stdout the parts of `document`, which the caller keeps alive, with the reason in place of an
  /// empty one. The texts are kept ready, because a signal handler can do little more than write.
  void say(std::string before, std::string after, std::vector<std::string_view> document = {});

  /// From now on a crash is not a migration's.
  void rest();
};

}  // namespace revise::tool
