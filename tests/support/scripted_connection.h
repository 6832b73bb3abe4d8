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

/// The failure of a statement that a server refuses.
sql_failure refusal(std::string sqlstate, std::string message, bool by_lock = false);

/// A connection to a PostgreSQL that does not exist. It records what is sent to it, and answers by
/// rules. With it, a test reaches branches that a real server shows only if a process is killed or
/// a network is cut at the right moment.
///
/// In the rules, `part` is a part of a text without its parameters; a single word must equal the
/// whole text.
///
/// It behaves like the real connection: a queued statement is sent with the next one that is not
/// queued; an error fails the transaction; after the connection is lost, every call throws
/// connection_error. It knows revise's own tables, to the extent that a run reads them.
class scripted_connection final : public connection {
 public:
  scripted_connection();
  ~scripted_connection() override;

  /// Everything that was sent, in order, one line each: texts, followed by ` -- ` and their
  /// parameters, and "begin", "commit", "rollback".
  std::vector<std::string> sent;

  /// revise's own tables that exist: "alembic_version", "alembic_version_log", ….
  std::set<std::string> tables = {"alembic_version", "alembic_version_log",
                                  "alembic_version_journal"};
  std::vector<std::string> version_rows;  ///< the rows of the version table
  std::vector<journal_entry> journal;     ///< the journal of an earlier run

  /// A query that contains `part` returns one row of `cells` (std::nullopt is a null), or no row if
  /// `cells` is empty. Of several matching rules, the newest applies.
  void answer(std::string part, std::vector<std::optional<std::string>> cells);

  /// Refuses `count` texts that contain `part`, beginning with the `nth` from now.
  void refuse(std::string part, sql_failure failure, int nth = 1, int count = 1);

  /// Loses the connection when the `nth` text from now that contains `part` is sent.
  void lose(std::string part, int nth = 1);

  /// Calls `then` when a text that contains `part` is sent.
  void notice(std::string part, std::function<void()> then);

  /// `sent`, without revise's questions about its own tables.
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
