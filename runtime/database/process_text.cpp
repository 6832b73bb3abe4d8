#include "database/process_text.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <ctime>

#include "util/identity.h"

namespace revise {

process_description described(const std::string& activity) {
  return {.pid = std::to_string(getpid()),
          .host = host_name(),
          .program = "revise",
          .since = fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::gmtime(std::time(nullptr))),
          .activity = activity};
}

std::string text_of(const process_description& process) {
  return fmt::format(
      "pid {} on {} ({}), since {} UTC{}", process.pid, process.host, process.program,
      process.since,
      process.activity.empty() ? std::string() : fmt::format(", runs '{}'", process.activity));
}

}  // namespace revise
