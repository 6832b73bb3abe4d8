#include <fmt/format.h>
#include <pthread.h>

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

#include "database/lock/advisory_lock.h"
#include "database/lock/lease_row.h"
#include "database/lock/lock_kind.h"
#include "database/sql_error.h"

namespace revise {

namespace {

using std::chrono::milliseconds;

constexpr int renewals_in_a_lease = 6;

/// Renews a lease on its own connection and thread, because the run's connection may execute one
/// statement for hours.
class heartbeat {
 public:
  heartbeat(database_url url, std::string table, long long token, milliseconds lease)
      : url_(std::move(url)), table_(std::move(table)), token_(token), lease_(lease) {
    // Signals must reach the thread that runs the migrations.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    thread_ = std::thread([this] { beat(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

  ~heartbeat() {
    {
      const std::lock_guard<std::mutex> guard(mutex_);
      is_over_ = true;
    }
    over_.notify_one();
    thread_.join();
  }

  heartbeat(const heartbeat&) = delete;
  heartbeat& operator=(const heartbeat&) = delete;

 private:
  void beat() {
    std::unique_lock<std::mutex> guard(mutex_);
    while (!over_.wait_for(guard, lease_ / renewals_in_a_lease, [this] { return is_over_; })) {
      guard.unlock();
      const bool is_lost = !renew();
      guard.lock();
      if (is_lost) return;  // check() notices this too
    }
  }

  // A failed connection is reopened at the next beat.
  bool renew() {
    try {
      if (!database_) database_ = connect(url_);
      return renew_lease(*database_, table_, token_, lease_);
    } catch (const error&) {
      database_.reset();
      return true;
    }
  }

  database_url url_;
  std::string table_;
  long long token_;
  milliseconds lease_;
  std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::unique_ptr<connection> database_;
  std::thread thread_;
};

class lease_run_lock final : public run_lock {
 public:
  lease_run_lock(connection& database, const database_url& url, const version_table& table,
                 std::string lease_table, long long token, milliseconds lease)
      : database_(database),
        url_(url),
        table_(table),
        lease_table_(std::move(lease_table)),
        token_(token),
        lease_(lease),
        heartbeat_(std::make_unique<heartbeat>(url, lease_table_, token, lease)) {}

  // A lease that cannot be ended now expires.
  ~lease_run_lock() override {
    heartbeat_.reset();
    try {
      if (database_.is_alive() && !database_.in_transaction()) {
        end_lease(database_, lease_table_, token_);
      }
    } catch (const error&) {
      return;
    }
  }

  void check(connection& database) override {
    database.enqueue(lease_renewal(lease_table_, lease_), {token_},
                     [this](const statement_answer& answer) {
                       if (answer.rows() != 1) throw_lost();
                     });
  }

 private:
  // The run's connection is still processing its queue, so another one is used.
  [[noreturn]] void throw_lost() {
    std::optional<lock_holder> other;
    try {
      const std::unique_ptr<connection> another = connect(url_);
      other = lease_row(*another, table_).holder();
    } catch (const error&) {
      other.reset();
    }
    throw error(fmt::format("the lease of {} expired because this process did not renew it in "
                            "time, and another revise process took it over{}",
                            table_.display_name(), other ? ": " + other->text : std::string()),
                remedy::look_and_repeat);
  }

  connection& database_;
  database_url url_;
  const version_table& table_;
  std::string lease_table_;
  long long token_;
  milliseconds lease_;
  std::unique_ptr<heartbeat> heartbeat_;
};

// Other processes may reach the same database without the pooler; they hold the advisory lock. Each
// side first takes its own lock, then checks whether the other one is held, and if so releases its
// own. So both locks are never held at once.
class lease_kind final : public lock_kind {
 public:
  lease_kind(connection& database, const database_url& url, const version_table& table,
             const lock_request& request)
      : database_(database),
        url_(url),
        table_(table),
        self_(described(request.activity)),
        lease_(request.lease),
        row_(database, table),
        advisory_(table) {
    row_.ensure();
  }

  std::unique_ptr<run_lock> attempt() override {
    const std::optional<long long> token = row_.take(self_, lease_);
    if (!token) return nullptr;
    if (advisory_.holder(database_)) {
      end_lease(database_, row_.sql_name(), *token);
      return nullptr;
    }
    return std::make_unique<lease_run_lock>(database_, url_, table_, row_.sql_name(), *token,
                                            lease_);
  }

  std::optional<lock_holder> holder() override {
    std::optional<lock_holder> direct = advisory_.holder(database_);
    return direct ? direct : row_.holder();
  }

 private:
  connection& database_;
  const database_url& url_;
  const version_table& table_;
  process_description self_;
  milliseconds lease_;
  lease_row row_;
  advisory_lock advisory_;
};

}  // namespace

std::unique_ptr<lock_kind> lease_lock_kind(connection& database, const database_url& url,
                                           const version_table& table,
                                           const lock_request& request) {
  return std::make_unique<lease_kind>(database, url, table, request);
}

}  // namespace revise
