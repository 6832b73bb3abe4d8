#include "database/lock/run_lock.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "database/live.h"
#include "database/records/version_table.h"

namespace test_run_lock {

using namespace revise;
using namespace revise::test;

namespace {

using std::chrono::milliseconds;

constexpr milliseconds short_lease(2000);
constexpr milliseconds long_enough(30'000);

// A connection with its version table, as a run has them.
struct session {
  explicit session(const std::string& url, const std::string& name = "alembic_version",
                   const std::string& schema = "")
      : address(parse_database_url(url)),
        database(connect(address)),
        table(*database, name, schema) {}

  std::unique_ptr<run_lock> lock(milliseconds wait,
                                 std::function<void(std::string_view)> on_wait = {},
                                 std::function<bool()> is_interrupted = {}) {
    return acquire_run_lock(*database, address, table,
                            {.wait = wait,
                             .activity = "a test",
                             .on_wait = std::move(on_wait),
                             .is_interrupted = std::move(is_interrupted),
                             .lease = short_lease});
  }

  database_url address;
  std::unique_ptr<connection> database;
  version_table table;
};

// A process that does `work` and sends back its result.
class child {
 public:
  template <class Work>
  explicit child(Work&& work) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    pid_ = fork();
    REQUIRE(pid_ != -1);
    if (pid_ == 0) {
      std::string said;
      try {
        said = work();
      } catch (const std::exception& e) {
        said = e.what();
      }
      [[maybe_unused]] const ssize_t written = write(ends[1], said.data(), said.size());
      _exit(0);
    }
    close(ends[1]);
    from_ = ends[0];
  }

  ~child() {
    send(SIGKILL);
    waitpid(pid_, nullptr, 0);
    close(from_);
  }

  child(const child&) = delete;
  child& operator=(const child&) = delete;

  void send(int signal) const { kill(pid_, signal); }

  /// Waits until the process has stopped itself.
  void wait_until_stopped() const {
    int status = 0;
    REQUIRE(waitpid(pid_, &status, WUNTRACED) == pid_);
    REQUIRE(WIFSTOPPED(status));
  }

  /// The output of the process, up to its end.
  std::string said() const {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t size = 0; (size = read(from_, part.data(), part.size())) > 0;) {
      text.append(part.data(), static_cast<std::size_t>(size));
    }
    return text;
  }

 private:
  pid_t pid_;
  int from_;
};

// Acts like a step of a run: writes a row, and commits it if the lock is still held.
std::string write_under(
    run_lock& lock, connection& database, const std::string& who,
    const std::function<void()>& meanwhile = [] {}) {
  database.begin();
  try {
    database.execute("insert into written values ($1)", {who});
    meanwhile();
    lock.check(database);
    database.commit();
    return "committed";
  } catch (const error& e) {
    database.rollback();
    return e.what();
  }
}

// Replaces numbers that differ between runs, such as pids and times.
std::string without_numbers(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit) result += c;
    if (is_digit && !result.ends_with('#')) result += '#';
  }
  return result;
}

std::string replaced_host(std::string text) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  const std::string on = std::string(" on ") + host.data() + ' ';
  for (std::size_t at = 0; (at = text.find(on)) != std::string::npos;) {
    text.replace(at, on.size(), " on HOST ");
  }
  return without_numbers(text);
}

constexpr const char* taken_over =
    "the lease of public.alembic_version expired because this process did not renew it in time, "
    "and another revise process took it over";

}  // namespace

TEST_CASE("a pooler is told from the server itself") {
  const postgres_database database;
  CHECK(!session(database.url()).database->is_pooled());
  CHECK(session(database.pooled_url()).database->is_pooled());
  CHECK(!connected(sqlite_database())->is_pooled());
}

TEST_CASE("a holder that was paused for longer than its lease does not commit") {
  const postgres_database database;
  database.execute("create table written (who text)");
  // The new holder may connect through the pooler or directly.
  for (const bool comes_direct : {false, true}) {
    CAPTURE(comes_direct);
    const child paused([&] {
      session own(database.pooled_url());
      const std::unique_ptr<run_lock> lock = own.lock(long_enough);
      return write_under(*lock, *own.database, "paused", [] { raise(SIGSTOP); });
    });
    paused.wait_until_stopped();
    session other(comes_direct ? database.url() : database.pooled_url());
    std::vector<std::string> lines;
    std::unique_ptr<run_lock> lock =
        other.lock(long_enough, [&lines](std::string_view line) { lines.emplace_back(line); });
    REQUIRE(lines.size() == 1);
    CHECK(replaced_host(lines[0]) ==
          "waiting for another revise process: pid # on HOST (revise), since #-#-# #:#:# UTC, runs "
          "'a "
          "test'; gives up after #s");
    CHECK(write_under(*lock, *other.database, "other") == "committed");
    paused.send(SIGCONT);
    const std::string said = paused.said();
    // A direct holder has no lease. It only invalidated the other one.
    CHECK(replaced_host(said) ==
          (comes_direct ? std::string(taken_over)
                        : taken_over + std::string(": pid # on HOST (revise), since #-#-# #:#:# "
                                                   "UTC, runs 'a test'")));
    lock.reset();
    CHECK(database.execute("delete from written returning who") == "other\n");
  }
}

TEST_CASE("a holder that is killed holds nothing for longer than its lease") {
  const postgres_database database;
  const sqlite_database file;
  for (const std::string& url : {database.url(), database.pooled_url(), file.url()}) {
    CAPTURE(url);
    const child killed([&] {
      session own(url);
      const std::unique_ptr<run_lock> lock = own.lock(long_enough);
      raise(SIGSTOP);
      return std::string();
    });
    killed.wait_until_stopped();
    session other(url);
    CHECK(error_text<error>([&] { other.lock(milliseconds(0)); }) != "");
    killed.send(SIGKILL);
    CHECK(killed.said().empty());
    CHECK(other.lock(long_enough) != nullptr);
    CHECK(other.lock(milliseconds(0)) != nullptr);
  }
}

TEST_CASE("a lease is renewed while its holder is in one statement for longer") {
  const postgres_database database;
  session holder(database.pooled_url());
  const std::unique_ptr<run_lock> lock = holder.lock(long_enough);
  holder.database->execute("select pg_sleep(4)");
  session other(database.pooled_url());
  CHECK(replaced_host(error_text<error>([&] { other.lock(milliseconds(0)); })) ==
        "another revise process is working on public.alembic_version: pid # on HOST (revise), "
        "since #-#-# "
        "#:#:# UTC, runs 'a test'\nhint: allow a longer wait for the lock; if that process has "
        "ended, its lease expires at #-#-# #:#:# UTC; if it hangs, kill # ends it");
  holder.database->begin();
  lock->check(*holder.database);
  // The lock is not available even now, while the row is locked.
  CHECK(error_text<error>([&] { other.lock(milliseconds(0)); }) != "");
  holder.database->commit();
}

TEST_CASE("each version table has a lock of its own") {
  const postgres_database database;
  database.execute("create schema other; create table other.alembic_version (version_num text)");
  for (const std::string& url : {database.url(), database.pooled_url()}) {
    CAPTURE(url);
    session first(url);
    const std::unique_ptr<run_lock> lock = first.lock(long_enough);
    CHECK(session(url, "another").lock(milliseconds(0)) != nullptr);
    session in_schema(url, "alembic_version", "other");
    CHECK(in_schema.lock(milliseconds(0)) != nullptr);
    CHECK(error_text<error>([&] { session(url).lock(milliseconds(0)); }) != "");
  }
}

TEST_CASE("a wait ends when it is interrupted") {
  const postgres_database database;
  const sqlite_database file;
  for (const std::string& url : {database.url(), database.pooled_url(), file.url()}) {
    CAPTURE(url);
    session holder(url);
    const std::unique_ptr<run_lock> lock = holder.lock(long_enough);
    session other(url);
    bool is_interrupted = false;
    try {
      other.lock(
          long_enough, [&is_interrupted](std::string_view) { is_interrupted = true; },
          [&is_interrupted] { return is_interrupted; });
      CHECK(false);
    } catch (const error& e) {
      CHECK(std::string(e.what()) ==
            "interrupted while waiting for another revise process; nothing was changed");
      CHECK(e.exit_code() == 130);
    }
  }
}

}  // namespace test_run_lock
