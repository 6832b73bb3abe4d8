#include "database/lock/run_lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "database/limit_text.h"
#include "database/lock/lock_kind.h"
#include "database/sql_error.h"
#include "util/interruptible_sleep.h"

namespace revise {

namespace {

using std::chrono::milliseconds;
using clock = std::chrono::steady_clock;

constexpr int interrupted_exit_code = 130;
constexpr milliseconds first_pause(50);
constexpr milliseconds longest_pause(1000);

std::unique_ptr<lock_kind> kind_for(connection& database, const database_url& url,
                                    const version_table& table, const lock_request& request) {
  if (database.kind() == database_kind::sqlite) return side_file_lock_kind(database, request);
  if (!database.is_pooled()) return advisory_lock_kind(database, table);
  if (url.postgresql.empty()) {
    throw error(
        "the session goes through a pooler, where the run lock needs its own connection",
        "pass the URL instead of the session, or a session that connects to the server directly");
  }
  return lease_lock_kind(database, url, table, request);
}

// Never waits in the server: the holder's `create index concurrently` waits for every older
// statement, so the two would wait for each other.
class lock_wait {
 public:
  lock_wait(connection& database, lock_kind& kind, const std::string& table,
            const lock_request& request)
      : database_(database), kind_(kind), table_(table), request_(request) {}

  std::unique_ptr<run_lock> acquire() {
    while (true) {
      // The last attempt is made when the time is up, not one pause earlier.
      const bool is_last = request_.wait && clock::now() >= start_ + *request_.wait;
      if (std::unique_ptr<run_lock> lock = attempt()) return lock;
      if (is_last) give_up();
      report();
      database_.stay_connected();
      pause();
    }
  }

 private:
  std::unique_ptr<run_lock> attempt() {
    try {
      throw_if_interrupted();
      return kind_.attempt();
    } catch (const sql_error&) {
      // An interrupt cancels the running statement.
      throw_if_interrupted();
      throw;
    }
  }

  void throw_if_interrupted() const {
    if (!request_.is_interrupted || !request_.is_interrupted()) return;
    throw error("interrupted while waiting for another revise process; nothing was changed", {},
                interrupted_exit_code);
  }

  void report() {
    if (!request_.on_wait) return;
    const std::optional<lock_holder> holder = kind_.holder();
    if (!holder || holder->identity == reported_) return;
    reported_ = holder->identity;
    std::string line = "waiting for another revise process: " + holder->text;
    if (request_.wait) line += "; gives up after " + limit_text(*request_.wait);
    request_.on_wait(line);
  }

  [[noreturn]] void give_up() {
    const std::optional<lock_holder> holder = kind_.holder();
    const std::string who = fmt::format("another revise process is working on {}{}{}", table_,
                                        holder ? ": " : "", holder ? holder->text : std::string());
    throw error(*request_.wait == milliseconds(0)
                    ? who
                    : fmt::format("gave up after {}: {}", limit_text(*request_.wait), who),
                {remedy::wait_longer, holder ? holder->way_out : std::string()});
  }

  // Pauses have random lengths, so that processes that started together do not always try together.
  void pause() {
    milliseconds left(std::uniform_int_distribution<milliseconds::rep>(pause_.count() / 2,
                                                                       pause_.count())(random_));
    if (request_.wait) {
      const auto until_end =
          std::chrono::ceil<milliseconds>(start_ + *request_.wait - clock::now());
      left = std::clamp(until_end, milliseconds(0), left);
    }
    pause_ = std::min(pause_ * 3 / 2, longest_pause);
    sleep_unless(left, request_.is_interrupted);  // attempt() throws if it was interrupted
  }

  connection& database_;
  lock_kind& kind_;
  const std::string& table_;
  const lock_request& request_;
  const clock::time_point start_ = clock::now();
  milliseconds pause_ = first_pause;
  std::minstd_rand random_{std::random_device{}()};
  std::string reported_;
};

}  // namespace

std::unique_ptr<run_lock> acquire_run_lock(connection& database, const database_url& url,
                                           const version_table& table,
                                           const lock_request& request) {
  const std::unique_ptr<lock_kind> kind = kind_for(database, url, table, request);
  return lock_wait(database, *kind, table.display_name(), request).acquire();
}

}  // namespace revise
