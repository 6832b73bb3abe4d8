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

/// Sends each operation to a database. All SQL of a migration is sent here.
///
/// In a transaction on PostgreSQL, SQL whose result is not needed is queued. Its errors are thrown
/// by a later call, at the latest by check_transaction(), and name the operation that failed. Each
/// later call throws the first error again, because a failed transaction does nothing more. Once
/// the migration may have set a savepoint, which lets it continue after an error, nothing more is
/// queued.
class live_sink final : public operation_sink {
 public:
  /// `database` must outlive this. Either it has a transaction open; or it has none, and `journal`,
  /// which must outlive this too, runs each statement. `is_interrupted` is called before each
  /// operation; if empty, the run is never interrupted. `remark` receives a line about the
  /// migration that the user should see; it may be empty.
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

  /// Sends the operation. Throws sql_error with `where` or with the location of an earlier
  /// operation, and `error` when interrupted or if the SQL ended the transaction.
  void accept(const operation& op, location where) override;

  /// Runs the query and returns its rows. Throws what accept throws.
  result_set query(const operations_data::query& asked, location where) override;
  soci::session& session(location where) override;

  /// Call this after the migration threw. Sends what is queued, so that the first error is the one
  /// that is thrown.
  void settle();

  /// Call this after the migration returned; statements may still be queued. Throws an SQL error
  /// that the migration caught and hid, and `error` if the SQL, or the use of a session, ended the
  /// transaction.
  void check_end();

  /// Sends what is queued, then checks what check_end() checks.
  void check_transaction();

  /// Whether the migration's own SQL ran, which may have changed the session.
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
  // The first error, if it failed the transaction. Shared, because the queue may outlive this.
  std::shared_ptr<std::exception_ptr> failed_ = std::make_shared<std::exception_ptr>();
  bool sent_raw_sql_ = false;
  bool lost_transaction_ = false;
  bool sees_all_rows_ = false;  // row_security is off
  bool inserting_ = false;      // a bulk_insert is using the connection
  location last_;
};

}  // namespace revise
