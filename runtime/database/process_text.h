#pragma once

#include <string>

namespace revise {

/// Describes a process that works on a database, for processes that wait for it.
struct process_description {
  std::string pid;
  std::string host;
  std::string program;
  std::string since;     ///< UTC: "2026-11-21 17:02:11"
  std::string activity;  ///< "upgrade head"; may be empty
};

/// Describes this process, starting now.
process_description described(const std::string& activity);

/// Returns "pid 12 on db1 (revise), since 2026-11-21 17:02:11 UTC, runs 'upgrade head'".
std::string text_of(const process_description& process);

}  // namespace revise
