#pragma once

#include <revise/value.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "database/url.h"
#include "util/result_set.h"
#include "util/sql_value.h"

namespace soci {
class session;
}

namespace revise {

class sql_error;

/// The result of an enqueued statement.
class statement_answer {
 public:
  /// `refused` is the database's error, or null if the statement succeeded.
  explicit statement_answer(long long rows, const sql_error* refused = nullptr)
      : rows_(rows), refused_(refused) {}

  /// Returns how many rows the statement changed or found. Throws sql_error if the database refused
  /// it.
  long long rows() const;

 private:
  long long rows_;
  const sql_error* refused_;
};

/// Checks the result of a statement: throws if the result is wrong. It must not use the connection.
using answer_function = std::function<void(const statement_answer&)>;

/// The timeouts of a transaction. On PostgreSQL they are the settings of these names (manual,
/// 20.11.1), and an empty one leaves the setting unchanged. On SQLite, lock_timeout is how long a
/// statement waits while another program has the file locked (30 s if it is empty), and
/// statement_timeout has no effect.
struct transaction_limits {
  /// PostgreSQL: no limit, even if the role or the server sets one. SQLite: as if lock_timeout were
  /// empty.
  static constexpr std::chrono::milliseconds off = std::chrono::milliseconds::max();

  std::optional<std::chrono::milliseconds> lock_timeout;
  std::optional<std::chrono::milliseconds> statement_timeout;
};

/// Writes rows into a table. Until it is finished or destroyed, its connection can do nothing else.
class bulk_writer {
 public:
  /// Without finish(), no row stays in the table. On PostgreSQL, the transaction has then failed.
  virtual ~bulk_writer() = default;
  bulk_writer(const bulk_writer&) = delete;
  bulk_writer& operator=(const bulk_writer&) = delete;

  /// Adds `row`, a value for each column; it need not outlive the call. Throws sql_error or
  /// connection_error. The database's error about a row may be thrown only with a later row.
  virtual void add(std::span<const value> row) = 0;

  /// After it returns, all rows are in the table. Throws as add() does.
  virtual void finish() = 0;

 protected:
  bulk_writer() = default;
};

/// One connection to one database: it runs the migrations and writes the version table. It must not
/// be used by several threads at once.
///
/// A statement whose result is not needed immediately is enqueued. PostgreSQL gets such statements
/// together, in one round trip (docs/decisions/0022); begin() is one of them. Every function that
/// sends something first sends the queue, and throws the error of a queued statement. The
/// exceptions are cancel(), and rollback(), which discards the queue.
class connection {
 public:
  virtual ~connection() = default;
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  virtual database_kind kind() const = 0;

  /// Sends `sql`, any number of statements, unchanged and without placeholders. Throws sql_error,
  /// or connection_error if the connection is lost.
  virtual void execute(std::string_view sql) = 0;

  /// Sends one statement with a parameter for each of its placeholders `$1`, `$2`, …; it may have
  /// none. PostgreSQL infers the types of the placeholders from their context. Returns how many
  /// rows the statement changed. Throws sql_error, or connection_error if the connection is lost.
  virtual long long execute(std::string_view sql, const std::vector<sql_value>& parameters) = 0;

  /// Sends one statement with parameters, as execute does, and returns all rows that it finds.
  virtual result_set query(std::string_view sql, const std::vector<sql_value>& parameters) = 0;

  /// Executes one statement with parameters, as execute does, but possibly later: in its turn,
  /// before the next statement that is not enqueued, or at flush(). The statement must not be a
  /// `copy` from or to the client, and must not end a transaction. `then` receives the result; if
  /// it is empty, an error is thrown unchanged. If the statement was refused and `then` returns,
  /// the sql_error is thrown anyway. Queued statements after a failed one are not executed, and
  /// their functions are not called. SQLite executes the statement at once.
  virtual void enqueue(std::string sql, const std::vector<sql_value>& parameters = {},
                       answer_function then = {}) = 0;

  /// Sends the queue. Throws the exception of the first function that throws, or connection_error.
  /// The queue is empty afterwards.
  virtual void flush() = 0;

  /// Starts to fill a table in the database's fastest way. `table` and `columns` are SQL; at least
  /// one column is needed. Throws as execute does.
  virtual std::unique_ptr<bulk_writer> begin_bulk(const std::string& table,
                                                  const std::vector<std::string>& columns) = 0;

  /// Enqueues the start of a transaction that writes. SQLite takes the write lock at once, and does
  /// not check foreign keys row by row (sqlite.org/lang_altertable.html, section 7): see
  /// watch_references().
  virtual void begin(const transaction_limits& limits) = 0;
  void begin() { begin({}); }

  /// Starts a transaction that cannot change anything and sees one state of the database. End it
  /// with rollback().
  virtual void begin_read_only(const transaction_limits& limits) = 0;

  /// Starts a transaction that changes rows only, not the schema. SQLite checks foreign keys row by
  /// row in it. commit() then does not check whole tables, which would make many small transactions
  /// slow.
  virtual void begin_rows(const transaction_limits& limits) { begin(limits); }

  /// Announces that later statements of the transaction may remove what a row refers to. commit()
  /// then checks the rows of all tables with foreign keys, and refuses references that are broken
  /// now and were not when this function was first called. Without this call, commit() checks none.
  /// SQLite only: PostgreSQL checks each row when it changes. Throws sql_error.
  virtual void watch_references() {}

  /// Commits the transaction, after the queue has been sent and answered. Throws sql_error if the
  /// database refuses (a deferred constraint; on SQLite a broken foreign key). Nothing is committed
  /// then, and the transaction may have ended or still be open: call rollback(). Throws
  /// connection_error if the connection is lost: it is then unknown whether the transaction was
  /// committed.
  virtual void commit() = 0;

  /// Rolls back the transaction, if one is open, and discards the queue. Never throws: if the
  /// rollback fails, the connection is lost, and the database rolls back on its own.
  virtual void rollback() noexcept = 0;

  /// Returns whether a transaction is open, including a failed one and one whose begin() is still
  /// queued. A SQL text may have ended the transaction.
  virtual bool in_transaction() const = 0;

  /// Returns whether the open transaction has failed, so that only its end, or a rollback to a
  /// savepoint, is possible. Always false on SQLite, which undoes only the failed statement.
  virtual bool has_failed() const { return false; }

  /// Returns whether begin() is still in the queue.
  virtual bool is_begin_queued() const { return false; }

  /// Returns whether the transaction that begin() started is still open. A SQL text may have ended
  /// it and started another.
  virtual bool in_begun_transaction() const = 0;

  /// Resets what a SQL text may have set in the session (search_path, role, timeouts) and drops
  /// what it may have left there (temporary tables, cursors, channels). A session that was handed
  /// over keeps these objects. In a transaction, the statements are enqueued, and `limits` apply to
  /// the rest of it. SQLite resets only legacy_alter_table.
  virtual void restore_session(const transaction_limits& limits) = 0;
  void restore_session() { restore_session({}); }

  /// Enqueues a return to the role with which the session began, until the end of the open
  /// transaction. That role may differ from the one that logged in: `alter role ... set role`,
  /// `options=-c role=...`, or a session that was handed over with another role.
  virtual void resume_role() {}

  /// Returns whether a backslash in '...' is an ordinary character: standard_conforming_strings
  /// (PostgreSQL manual, 4.1.2.1), as the server last reported it. The connection turns it on,
  /// whatever the database's setting: when it is opened, or through a pooler in each transaction. A
  /// SQL text may turn it off.
  virtual bool standard_strings() const { return true; }

  /// Restores how the server reads texts, which a SQL text may have changed: the encoding, which is
  /// always UTF-8, and with `also_strings` standard_conforming_strings. The statements are
  /// enqueued. Nothing is sent if the server reports that both are unchanged.
  virtual void restore_reading(bool /*also_strings*/) {}

  /// Returns whether the connection was intact when it was last used.
  virtual bool is_alive() const = 0;

  /// Asks the server to cancel this connection's statement within a second after this process ends,
  /// if the server can do that (PostgreSQL 14). Otherwise the statement runs to its end and keeps
  /// its locks. It must not be called through a pooler, whose sessions serve other clients next.
  /// Throws connection_error.
  virtual void end_with_process() = 0;

  /// Call it before a pause: it stops the server from closing the idle session
  /// (idle_session_timeout, PostgreSQL 14). Sets nothing through a pooler. Throws connection_error.
  virtual void stay_connected() {}

  /// Returns `words`, UTF-8, with `?` for each character that the encoding of the database does not
  /// have. May query the server. Throws sql_error, connection_error.
  virtual std::string storable(std::string words) { return words; }

  /// Returns whether the connection goes through a pooler, which may give each transaction another
  /// server session, so that nothing set in a session lasts. The first call queries the server, so
  /// it must not be made in a failed transaction. Throws sql_error, connection_error.
  virtual bool is_pooled() = 0;

  /// Returns the process id of the server process that serves this connection; 0 on SQLite. A
  /// pooler reports an invented one.
  virtual int server_process() const { return 0; }

  /// Asks the database to cancel the running statement, even while it waits for a lock. The
  /// statement then throws sql_error. This is the only function that may be called from a signal
  /// handler or another thread.
  virtual void cancel() noexcept = 0;

  /// Returns the SOCI session, for migrations that ask for it. The queue is sent first. SQL texts
  /// are never sent through it, because SOCI rewrites `:name`.
  virtual soci::session& session() = 0;

 protected:
  connection() = default;
};

/// Receives the messages that the server sends in addition to results (NOTICE, WARNING), one at a
/// time and without the last newline.
using notice_function = std::function<void(std::string_view)>;

/// Receives one line, once, when a statement has waited some time for a lock of another program.
using wait_function = std::function<void(std::string_view)>;

/// Opens the database. SQLite creates the file if it does not exist. `on_notice` and `on_wait` may
/// be empty; PostgreSQL calls only `on_notice`, SQLite only `on_wait`. Throws connection_error; its
/// text never contains the password.
std::unique_ptr<connection> connect(const database_url& url, notice_function on_notice = {},
                                    wait_function on_wait = {});

/// Makes a connection on a session that the caller opened and that must outlive the connection.
/// When the connection is destroyed, the settings of the session are restored, except SQLite's busy
/// handler and hooks, which are removed. PostgreSQL's notices keep their receiver. Throws `error`
/// if the session is in a transaction, or uses a database other than PostgreSQL and SQLite.
std::unique_ptr<connection> connection_on(soci::session& session, wait_function on_wait = {});

}  // namespace revise
