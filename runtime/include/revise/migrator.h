#pragma once

/// For a program that migrates its own database: link the runtime and the versions to it
/// (docs/embedding.md), and write
///
///     revise::migrator("postgresql://…").upgrade("head");
///
/// This header is not part of <revise/migration.h>, because it includes the standard library.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <revise/error.h>
#include <revise/step_status.h>

namespace soci {
class session;
}

namespace revise {

struct plugin_description;

/// One revision, upgraded or downgraded.
struct migration_step {
  std::string revision;
  std::string message;
  bool is_upgrade = true;
  step_status status = step_status::pending;
  double seconds = 0;  ///< how long the step took; 0 if it did not run
};

struct migration_result {
  std::vector<migration_step> steps;  ///< in order; empty when there was nothing to do
  std::vector<std::string> current;   ///< the rows of the version table after the run, sorted
  /// The revisions before which `head` or `heads` stopped, because their `.not_before` says to
  /// wait. One line for each: "'c1c1': not before 2026-11-28 17:02:31 UTC, 7 days after 'b1b1' was
  /// applied".
  std::vector<std::string> waiting;
};

/// A run stopped after it had started. `what()` and `hint()` say why, `problems()` shows the
/// statement, and `result()` says which steps are applied and which are not.
class migration_failure : public error {
 public:
  migration_failure(const error& why, migration_result result)
      : error(why), result_(std::move(result)) {}

  const migration_result& result() const { return result_; }

 private:
  migration_result result_;
};

/// Callbacks that report progress. Each may be empty; none may throw. They are called on the thread
/// that called the migrator, except `message`, which another thread may call.
struct migration_events {
  std::function<void(const migration_step&)> step_started = {};
  std::function<void(const migration_step&)> step_done = {};
  std::function<void(const migration_step&)> step_failed = {};
  /// Takes one line without a line end: what the run waits for, what it retries, notices of the
  /// server, and the warnings that `revise upgrade` shows (edited revisions, an empty downgrade).
  std::function<void(std::string_view)> message = {};
};

/// Options of the migrator. An option that alembic.ini also has, under the same name,
/// has the same meaning and the same default.
struct migrator_options {
  /// The versions to run, in a program that has several; null: those that are linked into the
  /// program.
  const plugin_description* versions = nullptr;
  std::string version_table = "alembic_version";
  std::string version_table_schema = {};  ///< empty: the connection's default schema
  /// How long to wait for the run lock, which prevents two runs at once. Empty: without a limit; 0:
  /// do not wait.
  std::optional<std::chrono::milliseconds> lock_wait = std::chrono::minutes(5);
  /// How long a statement waits for a lock on a table before its step is rolled back and retried.
  /// Empty: without a limit.
  std::optional<std::chrono::milliseconds> lock_timeout = std::chrono::seconds(5);
  unsigned lock_retries = 10;
  /// The longest that a statement may run. Empty: what the role or the server has set; 0: without a
  /// limit. PostgreSQL only.
  std::optional<std::chrono::milliseconds> statement_timeout = {};
  /// How long to wait for a server that is still starting. Empty: without a limit; 0: do not wait.
  std::optional<std::chrono::milliseconds> wait = std::chrono::milliseconds(0);
  bool single_transaction = false;                    ///< run all steps in one transaction
  std::map<std::string, std::string> arguments = {};  ///< what op.argument("key") returns
  /// Returns whether to stop. It is called between operations and while the run waits, possibly on
  /// another thread. When it returns true, the running step is rolled back, and `error` with exit
  /// code 130 is thrown. Empty: the run is never interrupted.
  std::function<bool()> is_interrupted = {};
  migration_events on = {};
};

/// Brings one database to a revision. Migrators share no state: a program may have several, one in
/// each thread. If several processes or threads start at once on one database, one of them runs the
/// steps, and the others wait and find the steps done. A migrator sets no signal handler and prints
/// nothing.
///
/// All functions throw `error` or a class derived from it: config_error (the URL is wrong),
/// graph_error (the versions are inconsistent, or a target names no revision), migration_failure (a
/// step failed), `error` (the database cannot be reached, the lock is not free, or the version
/// table has a row that the versions do not know, so the database is ahead of the program).
/// upgrade() and downgrade() throw `error` before any step if the log shows that a revision is
/// recorded as applied but never ran; `problems()` says why. If that is only likely, `on.message`
/// gets a warning.
class migrator {
 public:
  /// Takes `url` in the form that `revise --url` takes. Does not connect yet. Throws config_error
  /// and graph_error, and `error` if no versions are linked into the program.
  explicit migrator(std::string_view url, migrator_options options = {});

  /// Works on a session of the program, which uses SOCI's backend postgresql or sqlite3. The
  /// session must outlive the migrator, and must not be in a transaction while one of the functions
  /// runs. The migrator leaves the session as it was, except for what the migrations change in it,
  /// and for a busy handler and hooks on SQLite. A session behind a pooler that switches the server
  /// session with each transaction is refused: give the URL instead.
  explicit migrator(soci::session& session, migrator_options options = {});

  ~migrator();
  migrator(migrator&&) noexcept;
  migrator& operator=(migrator&&) noexcept;
  migrator(const migrator&) = delete;
  migrator& operator=(const migrator&) = delete;

  /// Runs the pending revisions up to `target`, as `revise upgrade TARGET` does: each step in its
  /// own transaction, unless `single_transaction` is set.
  migration_result upgrade(std::string_view target = "head");

  /// Undoes the revisions above `target`: `base`, a revision, `-1`. Does not ask for confirmation.
  /// To check the plan, it calls the downgrades once before the first step, without a database.
  migration_result downgrade(std::string_view target);

  /// Returns the steps that upgrade(target) would run now, all of them `pending`. Changes nothing:
  /// a missing SQLite file is not created.
  migration_result pending(std::string_view target = "head");

  /// Returns the rows of the version table, sorted. Changes nothing: a missing SQLite file is not
  /// created.
  std::vector<std::string> current();

 private:
  class work;
  std::unique_ptr<work> work_;
};

}  // namespace revise
