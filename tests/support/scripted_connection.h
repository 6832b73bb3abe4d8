#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "database/connection.h"
#include "database/records/journal_table.h"
#include "database/sql_error.h"

namespace revise::test {

/// What a server answers when it refuses a statement.
sql_failure refusal(std::string sqlstate, std::string message, bool by_lock = false);

/// A connection to a PostgreSQL that does not exist: it keeps what it is sent, and answers by
/// rules. With it a test reaches the branches that a real server shows only when a process is
/// killed or a network is cut at the right moment.
///
/// In its rules, `part` is a part of a text, without its parameters; a single word is the whole
/// text.
///
/// It behaves as the real one does: what is enqueued is sent with the next statement that is not;
/// an error fails the transaction; after the connection is lost, every call throws
/// connection_error. It knows the tables that revise keeps, as far as a run asks for them.
class scripted_connection final : public connection {
 public:
  scripted_connection();
  ~scripted_connection() override;

  /// All that was sent, in order, a line each: texts with their parameters behind ` -- `,
  /// "begin", "commit", "rollback".
  std::vector<std::string> sent;

  /// The tables of revise's own that exist: "alembic_version", "alembic_version_log", ….
  std::set<std::string> tables = {"alembic_version", "alembic_version_log",
                                  "alembic_version_journal"};
  std::vector<std::string> version_rows;  ///< what the version table holds
  std::vector<journal_entry> journal;     ///< what an earlier run left in the journal

  /// A query whose text contains `part` finds one row of `cells` (std::nullopt: a null), or none
  /// when `cells` is empty. The rule that was made last counts.
  void answer(std::string part, std::vector<std::optional<std::string>> cells);

  /// From the `nth` text on that contains `part`, counted from now, `count` of them are refused.
  void refuse(std::string part, sql_failure failure, int nth = 1, int count = 1);

  /// The connection is lost when the `nth` text that contains `part` is sent, counted from now.
  void lose(std::string part, int nth = 1);

  /// Calls `then` when a text that contains `part` is sent.
  void notice(std::string part, std::function<void()> then);

  /// What was sent without the questions of revise's own about its tables.
  std::vector<std::string> statements() const;

  database_kind kind() const override { return database_kind::postgresql; }
  void execute(std::string_view sql) override;
  long long execute(std::string_view sql, const std::vector<sql_value>& parameters) override;
  result_set query(std::string_view sql, const std::vector<sql_value>& parameters) override;
  void enqueue(std::string sql, const std::vector<sql_value>& parameters,
               answer_function then) override;
  void flush() override;
  std::unique_ptr<bulk_writer> begin_bulk(const std::string& table,
                                          const std::vector<std::string>& columns) override;
  void begin(const transaction_limits& limits) override;
  void begin_read_only(const transaction_limits& limits) override;
  void commit() override;
  void rollback() noexcept override;
  bool in_transaction() const override { return in_transaction_; }
  bool has_failed() const override { return has_failed_; }
  bool is_begin_queued() const override;
  bool in_begun_transaction() const override { return in_transaction_; }
  void restore_session(const transaction_limits& limits) override;
  bool is_alive() const override { return is_alive_; }
  void end_with_process() override {}
  bool is_pooled() override { return false; }
  void cancel() noexcept override {}
  soci::session& session() override;

 private:
  struct rule {
    std::string part;
    int nth = 1;
    int count = 1;
    bool loses = false;
    sql_failure failure;
    std::function<void()> then;
  };
  struct queued {
    std::string sql;
    std::vector<sql_value> parameters;
    answer_function then;
  };

  void send(std::string_view sql, const std::vector<sql_value>& parameters);
  void require_alive() const;
  result_set found_by(std::string_view sql, const std::vector<sql_value>& parameters) const;

  std::vector<rule> rules_;
  std::vector<std::pair<std::string, std::vector<std::optional<std::string>>>> answers_;
  std::vector<queued> queue_;
  bool in_transaction_ = false;
  bool has_failed_ = false;
  bool is_alive_ = true;
};

}  // namespace revise::test
