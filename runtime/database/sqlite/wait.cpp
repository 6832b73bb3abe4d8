#include "database/sqlite/wait.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "database/limit_text.h"

namespace revise {

using std::chrono::milliseconds;

void sqlite_wait::set_limit(std::optional<milliseconds> limit) {
  limit_ = limit && *limit != transaction_limits::off ? *limit : usual_limit;
  given_up_ = false;
}

int sqlite_wait::go_on(void* self, int asked_before) {
  return static_cast<sqlite_wait*>(self)->go_on(asked_before == 0) ? 1 : 0;
}

bool sqlite_wait::go_on(bool first) {
  if (first) start_ = clock::now();
  if (given_up_.exchange(false)) return false;
  const auto waited = std::chrono::duration_cast<milliseconds>(clock::now() - start_);
  if (waited >= limit_) return false;
  if (on_wait_ && !told_ && waited >= std::min(milliseconds(1000), limit_ / 2)) {
    told_ = true;
    on_wait_(
        fmt::format("waiting for another program that has the database file locked, for at most {}",
                    limit_text(limit_)));
  }
  // The pauses are short at first, because most transactions are short. They never become long, so
  // that an interrupt is noticed soon.
  std::this_thread::sleep_for(std::clamp(waited / 2, milliseconds(1), milliseconds(25)));
  return true;
}

}  // namespace revise
