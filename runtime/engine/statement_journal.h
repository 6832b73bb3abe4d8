#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "database/connection.h"
#include "database/records/backfill_table.h"
#include "database/records/journal_table.h"
#include "dialect/traits.h"
#include "engine/catalog_facts.h"
#include "engine/journal_text.h"
#include "sql/statement_effect.h"
#include "util/error.h"

namespace revise {

/// What a journal works with. Everything it refers to must outlive the journal.
struct journal_context {
  connection& database;
  journal_table& table;
  backfill_table checkpoints;
  std::string revision;
  std::string direction;  ///< "upgrade" or "downgrade"
  transaction_limits limits;
  std::function<bool()> is_interrupted;            ///< if empty, never interrupted
  std::function<void(connection&)> before_commit;  ///< run_settings::before_commit
  std::function<void(const std::string&)> remark;  ///< run_observer::remark
  std::function<void(std::string_view)> progress;  ///< run_observer::progress
  /// Called before a statement that needs its database without other sessions; closes the other
  /// connections of this run. May be empty.
  std::function<void()> needs_database = {};
};

/// Runs the statements of a revision that is not transactional, so that a later run resumes where
/// this one was cut off. A statement that can run in a transaction does so together with its entry,
/// so it runs exactly once. For any other statement, one entry is written before it starts and one
/// after it is done. If the second entry is missing, the outcome is read from the catalog.
class statement_journal {
 public:
  explicit statement_journal(journal_context context)
      : context_(std::move(context)), traits_(traits_of(context_.database.kind())) {}

  /// Reads what ran before, and restores the session to its state at connect. Throws sql_error and
  /// connection_error.
  void begin();

  /// Runs the next statement by calling `send`, unless it ran before. `send` may be called twice.
  /// Throws what `send` throws, and `error` if the statement differs from the one that ran before
  /// or if its outcome is unknown.
  void run(const journaled_statement& statement, const std::function<void()>& send);

  /// Runs the remaining batches of a backfill, unless all of them ran before. Throws what
  /// run_backfill throws, and `error` if the statement differs from the one that ran before.
  void backfill(const operations_data::backfill& fill, const journaled_statement& statement);

  /// Calls `ask` in a read-only transaction and returns its rows.
  result_set read(const std::function<result_set()>& ask);

  /// Call this after the last statement. Throws `error` if more statements ran before than the
  /// migration has.
  void finish();

  /// Whether anything of the revision is in the database, from this run or an earlier one.
  bool has_left_something() const { return has_left_something_; }

  /// Whether this run has completed a statement.
  bool has_gone_on() const { return has_gone_on_; }

  /// The position of the next statement to do.
  int next() const { return is_running_ ? position_ : position_ + 1; }

 private:
  // The position of a statement in the journal, and its text there.
  struct place {
    int position;
    std::string text;
  };

  bool has_run(const journaled_statement& statement);
  bool run_in_transaction(const journaled_statement& statement, const std::function<void()>& send);
  void run_alone(const journaled_statement& statement, const std::function<void()>& send);
  void write(const place& here, statement_state state);
  void write_alone(const place& here, statement_state state);
  void write_with_own_role();
  void report_pooled_limit(error& e);
  transaction_limits limits_alone(bool is_concurrent) const;
  void check_lock();
  void in_transaction(const std::function<void()>& what);
  void require_no_transaction() const;
  void require_same(const journal_entry& before, const journaled_statement& statement) const;
  [[noreturn]] void refuse_unknown(const journal_entry& before) const;
  std::string undo_hint(int position, std::string_view other) const;
  std::string where_condition(int position) const;
  void remark(const std::string& line);
  void report_passed();

  // The functions that read the catalog are in statement_recovery.cpp.
  bool is_done(const journal_entry& before);
  bool is_gone(const journal_entry& before);
  void repair(const statement_effect& effect, const catalog_fact& fact);
  void wait_for_process(const statement_effect& effect);
  void send_alone(const statement_effect& effect, const std::function<void()>& send);
  void report_failure(const place& here, const statement_effect& effect, error& e);

  journal_context context_;
  const database_traits& traits_;
  std::map<int, journal_entry> before_;
  int position_ = 0;     // of the statement that runs, or ran last
  int passed_from_ = 0;  // first statement skipped and not yet reported; 0: none
  int passed_to_ = 0;
  bool is_running_ = false;
  bool has_left_something_ = false;
  bool has_gone_on_ = false;
  bool has_raw_sql_ = false;
  bool sets_statement_timeout_ = false;  // whether the migration sets one itself
};

}  // namespace revise
