#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// Reports crashes of migrations, which are user code in this process. When one crashes (SIGSEGV,
/// SIGABRT, …) or calls exit(), the guard reports which one it was and the state of the run, and
/// ends the process with exit code 1. The database rolls back when the connection is lost. Only one
/// guard may exist at a time.
class crash_guard {
 public:
  crash_guard();
  ~crash_guard();
  crash_guard(const crash_guard&) = delete;
  crash_guard& operator=(const crash_guard&) = delete;

  /// Sets the report for a crash from now on. On stderr it is `before`, the reason ("segmentation
  /// fault") and `after`; on stdout it is the parts of `document`, with the reason in place of an
  /// empty part. The caller keeps the parts alive. The texts are prepared in advance, because a
  /// signal handler can do little more than write.
  void say(std::string before, std::string after, std::vector<std::string_view> document = {});

  /// From now on, a crash is not reported as a migration's.
  void rest();
};

}  // namespace revise::tool
