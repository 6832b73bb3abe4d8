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

/// What all steps of a run work with. Everything it refers to must outlive the steps.
struct run_context {
  const versions& all;
  const run_settings& settings;
  connection& database;
  version_table& table;
  log_table& log;
  journal_table& journal;
  run_observer& observer;
  lock_watch& watch;
};

/// One attempt at one step: the migration's changes, its rows in the version table and its entry in
/// the log.
class step_attempt {
 public:
  /// Whether this step begins and commits the transaction. It does both, unless several steps share
  /// one.
  struct share {
    bool begins = true;
    bool commits = true;
  };

  /// `removed` and `added` are the rows that the step removes from the version table and adds to
  /// it.
  step_attempt(const run_context& context, const graph::step& step,
               std::vector<std::string> removed, std::vector<std::string> added,
               share of_transaction);

  /// Runs the step in a transaction; for an upgrade, the check comes last. A migration that is not
  /// transactional runs before the transaction, and resumes where an earlier run was cut off. The
  /// budget covers everything except the commit. Throws any error of the step: then left() and
  /// described() explain it, and a transaction may still be open.
  void run();

  /// The duration so far, in seconds.
  double seconds() const;

  /// After a failure: what the step has left in the database once the transaction is rolled back.
  aftermath left() const;

  /// Like left(), for a commit that turned out to be rolled back.
  aftermath left_without_commit() const;

  /// After a failure: whether another attempt repeats all of the step, or resumes where this one
  /// stopped.
  bool can_be_repeated() const { return journal_ || left() == aftermath::nothing; }

  /// Whether it did something that the next attempt can skip.
  bool has_gone_on() const { return journal_ && journal_->has_gone_on(); }

  /// After a failure: describes the error `thrown`.
  failure described(const std::exception_ptr& thrown) const;

  /// Describes the loss of the connection at the commit, whose outcome is known to be `fate`.
  failure described(commit_fate fate) const;

  /// Whether the run is to stop.
  bool is_interrupted() const;

  /// The step's log entry, without the result.
  log_entry entry() const;

 private:
  /// The phase that the step has reached.
  enum class phase : unsigned char {
    calling,     ///< runs the migration
    checking,    ///< runs the check of an upgrade
    recording,   ///< writes the version rows and the log entry
    committing,  ///< commits; if the connection is lost now, the outcome is unknown
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

  const run_context& context_;
  const graph::step& step_;
  std::vector<std::string> removed_;
  std::vector<std::string> added_;
  share of_transaction_;
  std::unique_ptr<statement_journal> journal_;  // null if the migration is transactional
  live_sink sink_;
  std::optional<live_sink> check_;  ///< for the check, once it was called
  clock::time_point start_ = clock::now();
  phase phase_ = phase::calling;
  std::optional<alarm> alarm_;  // for the budget
};

}  // namespace revise
