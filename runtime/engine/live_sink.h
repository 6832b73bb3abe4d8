#pragma once

#include <exception>
#include <functional>
#include <memory>

#include "database/connection.h"
#include "dialect/dialect.h"
#include "engine/statement_journal.h"
#include "operations/operation.h"
#include "sql/sql_statements.h"

namespace revise {

/// Sends each operation to a database. The one place where a migration's SQL is sent.
///
/// To PostgreSQL, in a transaction, what reads nothing is enqueued: what the server has against it
/// comes with a later call, as the error of the operation that failed, at the latest with
/// check_transaction(). The first such error is thrown by each later call again, since a failed
/// transaction does nothing more. Once the migration may have set a savepoint, by which it could go
/// on after an error, nothing is enqueued.
class live_sink final : public operation_sink {
 public:
  /// `database` outlives this, and has a transaction open; or it has none, and `journal`, which
  /// outlives this too, runs each statement. `is_interrupted` is asked before each operation;
  /// empty: never. `remark` takes a line that is to be known of the migration; may be empty.
  explicit live_sink(connection& database, std::function<bool()> is_interrupted = {},
                     statement_journal* journal = nullptr,
                     std::function<void(std::string_view)> remark = {})
      : database_(database),
        dialect_(dialect_of(database.kind())),
        traits_(dialect_.traits()),
        is_interrupted_(std::move(is_interrupted)),
        journal_(journal),
        remark_(std::move(remark)),
        enqueues_(journal == nullptr && traits_.one_round_trip) {}

  /// Throws sql_error with `where`, or with that of an operation before it, and `error` when
  /// interrupted or when the SQL ended the transaction.
  void accept(const operation& op, location where) override;

  /// Throws as accept does.
  result_set query(const operations_data::query& asked, location where) override;
  soci::session& session(location where) override;

  /// After what called this threw: sends what is in the queue, so that it is the first error that
  /// is thrown.
  void settle();

  /// After what called this returned, which may have left something in the queue: throws the error
  /// that it kept to itself, and `error` when the SQL, or what a session was used for, ended the
  /// transaction.
  void check_end();

  /// The same when what is in the queue was sent, which this does.
  void check_transaction();

  /// Whether SQL of the migration's own ran, which may have changed the session.
  bool sent_raw_sql() const { return sent_raw_sql_; }

  /// Whether the SQL ended the transaction, so that a part of the revision is committed.
  bool lost_transaction() const { return lost_transaction_; }

  /// Where the last operation came from; line 0 before the first.
  location last() const { return last_; }

 private:
  void start(location where);
  void throw_if_interrupted() const;
  void send_raw(const operations_data::execute& raw, location where);
  void send_in_parts(const operations_data::execute& raw, location where);
  void require_journal(const operations_data::backfill& fill) const;
  void send(const operation& op, location where);
  void insert(const operations_data::bulk_insert& op, location where);
  bool takes_no_copy(const bulk_target& target, location where);
  void check(const operation& guard, location where);
  void send(const operations_data::execute& raw, location where);
  void send_statement(const std::string& sql, location where);
  void send_at_once(const operations_data::execute& raw, location where);
  void enqueue(const operations_data::execute& raw, const std::vector<sql_statement>& statements,
               location where);
  template <class Function>
  auto located(location where, const std::string& file, Function&& function);
  void watch_references(location where);
  void check_swallowed() const;
  void see_all_rows(bool all, location where);
  void require_transaction();
  void require_no_transaction_command(const std::string& sql, location where,
                                      const std::string& file) const;
  void send_apart(const operations_data::execute& raw, location where);
  void run_apart(const journaled_statement& statement, location where,
                 const std::function<void()>& send);
  void send_one(const operations_data::execute& raw, const sql_statement& statement);

  connection& database_;
  const dialect& dialect_;
  const database_traits& traits_;
  std::function<bool()> is_interrupted_;
  statement_journal* journal_;
  std::function<void(std::string_view)> remark_;
  bool remarked_ = false;
  bool enqueues_;
  // The first error, where the transaction has failed with it. The queue may outlive this.
  std::shared_ptr<std::exception_ptr> failed_ = std::make_shared<std::exception_ptr>();
  bool sent_raw_sql_ = false;
  bool lost_transaction_ = false;
  bool sees_all_rows_ = false;  // row_security is off
  bool inserting_ = false;      // a bulk_insert has the connection
  location last_;
};

}  // namespace revise
