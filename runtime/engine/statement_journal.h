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

/// What a journal works with. All that is referred to outlives it.
struct journal_surroundings {
  connection& database;
  journal_table& table;
  backfill_table checkpoints;
  std::string revision;
  std::string direction;  ///< "upgrade" or "downgrade"
  transaction_limits limits;
  std::function<bool()> is_interrupted;            ///< empty: never
  std::function<void(connection&)> before_commit;  ///< run_settings::before_commit
  std::function<void(const std::string&)> remark;  ///< run_observer::remark
  std::function<void(std::string_view)> progress;  ///< run_observer::progress
  /// Called before a statement that needs its database for itself: other connections of this run
  /// are to be closed. May be empty.
  std::function<void()> needs_database = {};
};

/// Runs the statements of a revision that is not transactional, so that a later run goes on where
/// this one was cut off. A statement that can runs in a transaction of its own with its entry, so
/// exactly once; any other between an entry that it was started and one that it was done, and what
/// came of it is read from the catalog where the second one is missing.
class statement_journal {
 public:
  explicit statement_journal(journal_surroundings of)
      : of_(std::move(of)), traits_(traits_of(of_.database.kind())) {}

  /// Reads what ran before, and begins with the session as the connection had it. Throws sql_error,
  /// connection_error.
  void begin();

  /// Runs the next statement, which `send` sends, unless it ran before. `send` may be called twice.
  /// Throws what `send` does, and `error` when the statement is not the one that ran, or when what
  /// came of it is not known.
  void run(const journaled_statement& statement, const std::function<void()>& send);

  /// Runs the batches of the next statement that are left, unless it ran before. Throws what
  /// run_backfill does, and as run() does when it is not the one that ran.
  void backfill(const operations_data::backfill& fill, const journaled_statement& statement);

  /// What `ask` finds, which may change nothing.
  result_set read(const std::function<result_set()>& ask);

  /// After the last statement. Throws `error` when more of them ran before.
  void finish();

  /// Whether anything of the revision is in the database, from this run or another.
  bool has_left_something() const { return has_left_something_; }

  /// Whether this run has done one.
  bool has_gone_on() const { return has_gone_on_; }

  /// Which statement is the next that has to be done.
  int next() const { return is_running_ ? position_ : position_ + 1; }

 private:
  // A statement's place in the journal, and what stands there.
  struct place {
    int position;
    std::string text;
  };

  bool has_run(const journaled_statement& statement);
  bool run_in_transaction(const journaled_statement& statement, const std::function<void()>& send);
  void run_alone(const journaled_statement& statement, const std::function<void()>& send);
  void write(const place& here, statement_state state);
  void write_alone(const place& here, statement_state state);
  void write_as_ourselves();
  void tell_pooled_limit(error& e);
  transaction_limits limits_alone(bool is_concurrent) const;
  void check_lock();
  void in_transaction(const std::function<void()>& what);
  void require_no_transaction() const;
  void require_same(const journal_entry& before, const journaled_statement& statement) const;
  [[noreturn]] void refuse_unknown(const journal_entry& before) const;
  std::string undo_hint(int position, std::string_view other) const;
  std::string where_condition(int position) const;
  void remark(const std::string& line);
  void tell_passed();

  // What reads the catalog: statement_recovery.cpp.
  bool is_done(const journal_entry& before);
  bool is_gone(const journal_entry& before);
  void repair(const statement_effect& effect, const catalog_fact& fact);
  void wait_for_process(const statement_effect& effect);
  void send_alone(const statement_effect& effect, const std::function<void()>& send);
  void tell_failure(const place& here, const statement_effect& effect, error& e);

  journal_surroundings of_;
  const database_traits& traits_;
  std::map<int, journal_entry> before_;
  int position_ = 0;     // of the statement that runs, or ran last
  int passed_from_ = 0;  // the first of those passed over and not yet told; 0: none
  int passed_to_ = 0;
  bool is_running_ = false;
  bool has_left_something_ = false;
  bool has_gone_on_ = false;
  bool has_raw_sql_ = false;
  bool sets_statement_timeout_ = false;  // the migration itself
};

}  // namespace revise
