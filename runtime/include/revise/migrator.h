#pragma once

/// For a program that brings its own database up: link the runtime and the versions to it
/// (docs/embedding.md), and
///
///     revise::migrator("postgresql://…").upgrade("head");
///
/// Not part of <revise/migration.h>: this one includes the standard library.

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

/// One revision, up or down.
struct migration_step {
  std::string revision;
  std::string message;
  bool is_upgrade = true;
  step_status status = step_status::pending;
  double seconds = 0;  ///< how long it took; 0 where it did not run
};

struct migration_result {
  std::vector<migration_step> steps;  ///< in order; none when there was nothing to do
  std::vector<std::string> current;   ///< the rows of the version table afterwards, sorted
  /// What `head` or `heads` stopped in front of because its `.not_before` says to wait, a line
  /// each: "'c1c1': not before 2026-11-28 17:02:31 UTC, 7 days after 'b1b1' was applied".
  std::vector<std::string> waiting;
};

/// A run stopped in the middle: `what()` and `hint()` say why, `problems()` show the statement, and
/// `result()` says what is applied and what is not.
class migration_failure : public error {
 public:
  migration_failure(const error& why, migration_result result)
      : error(why), result_(std::move(result)) {}

  const migration_result& result() const { return result_; }

 private:
  migration_result result_;
};

/// What a migrator tells while it works. Each may be empty; none may throw. They are called on the
/// thread that called the migrator, but for `message`, which may come from another one.
struct migration_events {
  std::function<void(const migration_step&)> step_started = {};
  std::function<void(const migration_step&)> step_done = {};
  std::function<void(const migration_step&)> step_failed = {};
  /// One line without its end: what is waited for, what is tried again, the notices of the server,
  /// and the warnings that `revise upgrade` shows: edited revisions, an empty downgrade.
  std::function<void(std::string_view)> message = {};
};

/// The same as the keys of these names in alembic.ini, with the same defaults.
struct migrator_options {
  /// Which versions, where a program has several; null: those that are linked into it.
  const plugin_description* versions = nullptr;
  std::string version_table = "alembic_version";
  std::string version_table_schema = {};  ///< empty: the connection's default schema
  /// For the lock that keeps two runs apart; nothing: as long as it takes, 0: not at all.
  std::optional<std::chrono::milliseconds> lock_wait = std::chrono::minutes(5);
  /// For a lock on a table; nothing: as long as it takes. After it a step is tried again.
  std::optional<std::chrono::milliseconds> lock_timeout = std::chrono::seconds(5);
  unsigned lock_retries = 10;
  /// For a statement; nothing: what the role or the server has set, 0: as long as it takes.
  /// PostgreSQL only.
  std::optional<std::chrono::milliseconds> statement_timeout = {};
  /// For a server that is still starting; nothing: as long as it takes, 0: not at all.
  std::optional<std::chrono::milliseconds> wait = std::chrono::milliseconds(0);
  bool single_transaction = false;                    ///< the whole run is one
  std::map<std::string, std::string> arguments = {};  ///< what op.argument("key") reads
  /// Asked between operations and while something is waited for: whether to stop. The step that
  /// runs is rolled back, and `error` with the exit code 130 is thrown. Empty: never. May be called
  /// on another thread.
  std::function<bool()> is_interrupted = {};
  migration_events on = {};
};

/// Brings one database to a revision. It has no part in any other: there may be several, one a
/// thread; of several processes and threads that start at once on one database, one runs the steps
/// and the others wait and find them done. It sets no signal handler, and prints nothing.
///
/// All functions throw `error` and its kinds: config_error (the URL), graph_error (the versions, a
/// target that means nothing), migration_failure (a step), `error` (the database is not reached,
/// the lock is not got, a row that the versions do not have: the database is ahead of the program).
/// upgrade() and downgrade() throw `error` before any step where a revision counts as applied and
/// never ran, by the log; `problems()` say why. Where that is only likely, `on.message` gets it.
class migrator {
 public:
  /// `url` as `revise --url` takes it. Nothing is connected to yet. Throws config_error and
  /// graph_error, and `error` where no versions are linked into the program.
  explicit migrator(std::string_view url, migrator_options options = {});

  /// On a session of the program's own, of SOCI's backend postgresql or sqlite3, which must outlive
  /// this, and be in no transaction while one of the functions runs. It is left as it was, but for
  /// what the migrations leave in it, and a busy handler and hooks of SQLite. Behind a pooler that
  /// gives each transaction another session of the server it is refused: give the URL.
  explicit migrator(soci::session& session, migrator_options options = {});

  ~migrator();
  migrator(migrator&&) noexcept;
  migrator& operator=(migrator&&) noexcept;
  migrator(const migrator&) = delete;
  migrator& operator=(const migrator&) = delete;

  /// Runs what is missing up to `target`, as `revise upgrade TARGET` does: a transaction a step.
  migration_result upgrade(std::string_view target = "head");

  /// Undoes what is above `target`: `base`, a revision, `-1`. Nothing is asked. The functions of
  /// the downgrades are called once before the first step, without a database, to check the plan.
  migration_result downgrade(std::string_view target);

  /// What upgrade(target) would run now; all of it `pending`. Nothing is changed: no SQLite file
  /// is made.
  migration_result pending(std::string_view target = "head");

  /// The rows of the version table, sorted. Nothing is changed: no SQLite file is made.
  std::vector<std::string> current();

 private:
  class work;
  std::unique_ptr<work> work_;
};

}  // namespace revise
