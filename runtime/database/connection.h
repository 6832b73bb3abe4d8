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

/// What came of a statement that was enqueued.
class statement_answer {
 public:
  /// `refused`: what the database has against it, or null.
  explicit statement_answer(long long rows, const sql_error* refused = nullptr)
      : rows_(rows), refused_(refused) {}

  /// How many rows it changed or found. Throws sql_error when the database refused it.
  long long rows() const;

 private:
  long long rows_;
  const sql_error* refused_;
};

/// Judges what came of a statement: throws what is wrong with it. Uses no connection.
using answer_function = std::function<void(const statement_answer&)>;

/// How long a transaction may wait. PostgreSQL's settings of these names (manual, 20.11.1), where
/// nothing leaves them as they are. On SQLite the first one is how long a statement waits for
/// another program that has the file locked, 30 s without it; there is no second one.
struct transaction_limits {
  /// PostgreSQL: no limit, whatever the role or the server has set. SQLite: as without one.
  static constexpr std::chrono::milliseconds off = std::chrono::milliseconds::max();

  std::optional<std::chrono::milliseconds> lock_timeout;
  std::optional<std::chrono::milliseconds> statement_timeout;
};

/// Rows on their way into a table. Until it is finished or destroyed, its connection can do nothing
/// else.
class bulk_writer {
 public:
  /// Without finish(), no row is left in the table. PostgreSQL has then failed the transaction.
  virtual ~bulk_writer() = default;
  bulk_writer(const bulk_writer&) = delete;
  bulk_writer& operator=(const bulk_writer&) = delete;

  /// `row`: a value for each column; it need not outlive the call. Throws sql_error or
  /// connection_error; what the database has against a row may come with a later one.
  virtual void add(std::span<const value> row) = 0;

  /// All rows are in the table when it returns. Throws as add() does.
  virtual void finish() = 0;

 protected:
  bulk_writer() = default;
};

/// One connection to one database: it runs the migrations and writes the version table.
/// Not for several threads at once.
///
/// Statements of which nothing has to be known at once are enqueued: to PostgreSQL they go
/// together, in one round trip (docs/decisions/0022). begin() is one of them. Every function that
/// sends something sends first what is in the queue, and throws what is wrong with it; but for
/// cancel() and rollback(), which drops it.
class connection {
 public:
  virtual ~connection() = default;
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  virtual database_kind kind() const = 0;

  /// Sends `sql`, any number of statements, as it is: nothing in it is taken for a placeholder.
  /// Throws sql_error, or connection_error when the connection is gone.
  virtual void execute(std::string_view sql) = 0;

  /// Sends one statement with `$1`, `$2`, … in it, as many as there are parameters, none or more.
  /// PostgreSQL infers their types from where they stand. Returns how many rows it changed. Throws
  /// as the above.
  virtual long long execute(std::string_view sql, const std::vector<sql_value>& parameters) = 0;

  /// The same, and all that the statement found.
  virtual result_set query(std::string_view sql, const std::vector<sql_value>& parameters) = 0;

  /// Does one statement, as execute does with parameters, but perhaps later: in its turn, with the
  /// next one that is not enqueued, or by flush(). No `copy` from or to the client, and nothing
  /// that ends a transaction. `then` is given what came of it; empty: whatever is wrong is thrown
  /// as it is. When the statement was refused and `then` throws nothing, the sql_error is thrown
  /// all the same. What is enqueued in a transaction behind one that failed is not done, and its
  /// function not called. SQLite: it is done at once.
  virtual void enqueue(std::string sql, const std::vector<sql_value>& parameters = {},
                       answer_function then = {}) = 0;

  /// Sends what is in the queue. Throws what the first function that throws does, or
  /// connection_error. The queue is then empty.
  virtual void flush() = 0;

  /// Starts to fill a table by the database's fastest way. `table` and `columns`, at least one, are
  /// SQL. Throws as execute does.
  virtual std::unique_ptr<bulk_writer> begin_bulk(const std::string& table,
                                                  const std::vector<std::string>& columns) = 0;

  /// Starts a transaction that will write; it is enqueued. SQLite: takes the write lock at once,
  /// and checks no foreign key (sqlite.org/lang_altertable.html, section 7): watch_references().
  virtual void begin(const transaction_limits& limits) = 0;
  void begin() { begin({}); }

  /// Starts a transaction that can change nothing and sees one state of the database. rollback()
  /// ends it.
  virtual void begin_read_only(const transaction_limits& limits) = 0;

  /// The same for one that changes rows alone. SQLite: foreign keys are checked row by row, so that
  /// commit() does not look at all of them, as many small transactions would make slow.
  virtual void begin_rows(const transaction_limits& limits) { begin(limits); }

  /// Says that what follows in the transaction that begin() started may take away what a row
  /// refers to: commit() then looks at the rows of all tables with foreign keys, and refuses what
  /// is broken and was not when this was first called. Without it, commit() looks at none. SQLite
  /// alone: PostgreSQL looks at each row as it changes. Throws sql_error.
  virtual void watch_references() {}

  /// Alone: what is in the queue is sent before, and has been answered.

  /// Throws sql_error when the database refuses (a deferred constraint; on SQLite a row whose
  /// foreign key points nowhere): nothing was committed, and the transaction is over or still
  /// open; call rollback(). Throws connection_error when the connection went away: whether
  /// it was committed is then unknown.
  virtual void commit() = 0;

  /// Ends the transaction if one is open, and drops what is in the queue. Never throws: where even
  /// this fails, the connection is gone, and the database rolls back by itself.
  virtual void rollback() noexcept = 0;

  /// Whether a transaction is open, be it a failed one, or one that is still in the queue. A SQL
  /// text can end it.
  virtual bool in_transaction() const = 0;

  /// Whether the transaction that is open has failed, so that nothing but its end, or that of a
  /// savepoint in it, can be done. Not on SQLite, where what failed is undone by itself.
  virtual bool has_failed() const { return false; }

  /// Whether begin() is still in the queue.
  virtual bool is_begin_queued() const { return false; }

  /// Whether the transaction that begin() started is open: a SQL text can end it, and begin
  /// another.
  virtual bool in_begun_transaction() const = 0;

  /// Undoes what a SQL text may have set for the session (search_path, role, timeouts) and drops
  /// what it has left there (temporary tables, cursors, channels), also in a transaction: then it
  /// is enqueued. `limits` hold for the rest of the one that is open.
  virtual void restore_session(const transaction_limits& limits) = 0;
  void restore_session() { restore_session({}); }

  /// Works again under the role that the session began with, up to the end of the transaction that
  /// is open; enqueued. That role need not be the one that logged in: `alter role ... set role`,
  /// `options=-c role=...`, or a session that was handed over under another one.
  virtual void resume_role() {}

  /// Whether a backslash in '...' stands for itself: standard_conforming_strings (PostgreSQL
  /// manual, 4.1.2.1), as the server said last. It is on at the beginning, whatever the database
  /// has set, and a SQL text may change it.
  virtual bool standard_strings() const { return true; }

  /// Undoes what a SQL text may have set of how the server reads texts: the encoding, which is
  /// UTF-8 for revise, and where `also_strings` standard_conforming_strings. Enqueued; nothing is
  /// sent where the server said of both that they are as they were.
  virtual void restore_reading(bool /*also_strings*/) {}

  /// Whether the connection still stood when it was last used.
  virtual bool is_alive() const = 0;

  /// Asks the server to give up what runs for this connection within a second of this process
  /// being gone, where it can (PostgreSQL 14): else it goes on to the end of the statement, and
  /// keeps its locks. Not through a pooler, whose sessions are others' next. Throws
  /// connection_error.
  virtual void end_with_process() = 0;

  /// Keeps the server from ending the session for being idle (idle_session_timeout, PostgreSQL 14):
  /// a pause is about to be made. Nothing is set through a pooler. Throws connection_error.
  virtual void stay_connected() {}

  /// `words`, UTF-8, as the database can hold them: `?` in place of each character that its
  /// encoding does not have. May ask the server. Throws sql_error, connection_error.
  virtual std::string storable(std::string words) { return words; }

  /// Whether a pooler stands between, which may give each transaction another session of the
  /// server: nothing of a session holds then. Asks the server the first time, outside a
  /// transaction or in one that has not failed. Throws sql_error, connection_error.
  virtual bool is_pooled() = 0;

  /// The process of the server that serves this connection; 0: there is none (SQLite). What a
  /// pooler says here is made up.
  virtual int server_process() const { return 0; }

  /// Asks the database to give up the statement that runs, or waits for a lock; that statement then
  /// throws sql_error. The one function that may be called from a signal handler or another thread.
  virtual void cancel() noexcept = 0;

  /// For revise's own statements, and for migrations that ask for it. Never for a migration's text:
  /// SOCI rewrites `:name`.
  virtual soci::session& session() = 0;

 protected:
  connection() = default;
};

/// Takes what the server says besides results (NOTICE, WARNING), one message without its last
/// newline.
using notice_function = std::function<void(std::string_view)>;

/// Told once, a line, when a statement has waited a while for what another program has locked.
using wait_function = std::function<void(std::string_view)>;

/// Opens the database. SQLite: makes the file when there is none. `on_notice` and `on_wait` may be
/// empty; PostgreSQL tells only the former, SQLite only the latter.
/// Throws connection_error; the text never holds the password.
std::unique_ptr<connection> connect(const database_url& url, notice_function on_notice = {},
                                    wait_function on_wait = {});

/// A connection on a session that somebody else has opened, and that must outlive it. What was set
/// for the session holds again when it ends, but for SQLite's busy handler and hooks, which are
/// then none. PostgreSQL's notices go where they went. Throws `error` where the session is in a
/// transaction, or of another database than these two.
std::unique_ptr<connection> connection_on(soci::session& session, wait_function on_wait = {});

}  // namespace revise
