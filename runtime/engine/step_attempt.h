#pragma once

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "database/records/log_table.h"
#include "engine/alarm.h"
#include "engine/live_sink.h"
#include "engine/lock_watch.h"
#include "engine/lost_commit.h"
#include "engine/run.h"
#include "engine/statement_journal.h"
#include "review/migration_call.h"

namespace revise {

/// What all steps of a run work with. All of it outlives them.
struct run_surroundings {
  const versions& all;
  const run_settings& settings;
  connection& database;
  version_table& table;
  log_table& log;
  journal_table& journal;
  run_observer& observer;
  lock_watch& watch;
};

/// One step, tried once: what the migration does, its rows in the version table and its entry in
/// the log.
class step_attempt {
 public:
  /// What of a transaction is this step's: a whole one, unless several steps share one.
  struct share {
    bool begins = true;
    bool commits = true;
  };

  /// `removed` and `added` are what it does to the version table.
  step_attempt(const run_surroundings& of, const graph::step& step,
               std::vector<std::string> removed, std::vector<std::string> added,
               share of_transaction);

  /// All of it in a transaction, the check of an upgrade last; where the migration is
  /// not transactional, that runs before the transaction, and goes on where an earlier run was cut
  /// off. What its budget is for ends before the commit. Throws whatever went wrong: then left()
  /// and described() tell of it, and a transaction may be open.
  void run();

  /// How long it takes, or took, in seconds.
  double seconds() const;

  /// After a failure: what the step has left in the database once the transaction is rolled back.
  aftermath left() const;

  /// The same where it was `unknown` and the commit turned out to be rolled back.
  aftermath left_without_commit() const;

  /// After a failure: whether another attempt does the same, or goes on where this one stopped.
  bool can_be_repeated() const { return journal_ || left() == aftermath::nothing; }

  /// Whether it did something that the next attempt need not do.
  bool has_gone_on() const { return journal_ && journal_->has_gone_on(); }

  /// After a failure: what `thrown` says.
  failure described(const std::exception_ptr& thrown) const;

  /// After the connection was lost at the commit, which is known to have come to `fate`.
  failure described(commit_fate fate) const;

  /// Whether the run is to stop.
  bool is_interrupted() const;

  /// Its entry in the log, up to the result.
  log_entry entry() const;

 private:
  /// How far it has come.
  enum class phase : unsigned char {
    calling,     ///< what the migration does
    checking,    ///< the check of an upgrade
    recording,   ///< the rows, the entry in the log
    committing,  ///< from here on a lost connection leaves unknown what became of it
  };

  void run_in_time();
  void call();
  void verify();
  void require_unbegun() const;
  bool is_begun() const;
  void record();
  bool is_over_budget() const { return alarm_ && alarm_->is_over(); }
  bool is_to_stop() const { return is_interrupted() || is_over_budget(); }
  failure over_budget(const std::exception_ptr& thrown) const;

  using clock = std::chrono::steady_clock;

  const run_surroundings& of_;
  const graph::step& step_;
  std::vector<std::string> removed_;
  std::vector<std::string> added_;
  share of_transaction_;
  std::unique_ptr<statement_journal> journal_;  // where it is not transactional
  live_sink sink_;
  std::optional<live_sink> check_;  ///< of the check, once that was called
  clock::time_point start_ = clock::now();
  phase phase_ = phase::calling;
  std::optional<alarm> alarm_;  // of the budget
};

}  // namespace revise
