#include "build/file_state.h"

#include <fmt/compile.h>
#include <sys/stat.h>

namespace revise::tool {

namespace {

// The longest clock tick of a Linux kernel is 10 ms; this is twice as long.
constexpr long long tick = 20'000'000;

long long nanoseconds(const timespec& time) {
  return static_cast<long long>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

std::optional<file_state> file_state::of(const std::filesystem::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  return file_state{.size = status.st_size, .modified = status.st_mtim, .changed = status.st_ctim};
}

bool file_state::is_settled(const timespec& now) const {
  return nanoseconds(changed) + tick < nanoseconds(now);
}

std::string file_state::text() const {
  return fmt::format(FMT_COMPILE("{} {}.{} {}.{}"), size, modified.tv_sec, modified.tv_nsec,
                     changed.tv_sec, changed.tv_nsec);
}

timespec file_clock_now() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return now;
}

}  // namespace revise::tool
