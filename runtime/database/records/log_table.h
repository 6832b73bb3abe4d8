#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/records/own_table.h"

namespace revise {

/// Who runs revise, and from what, as each entry of the log has it. What is not known is empty.
struct log_origin {
  std::string os_user;
  std::string host;
  std::string tool_version;
  std::string git_commit;  ///< of the folder that holds the versions
};

/// One thing that was done to a database, or tried. What is not known is empty.
struct log_entry {
  std::string revision;
  std::string direction;        ///< "upgrade", "downgrade", "stamp" or "accept"
  std::string result;           ///< "done" or "failed"
  std::string started_at = {};  ///< UTC, "2026-11-21T09:14:02.123Z"; append() sets it
  double seconds = 0;           ///< how long it took
  std::string sqlstate = {};    ///< of a failure, and the next two
  std::string message = {};
  std::string statement = {};
  std::string source_hash = {};  ///< of the migration that ran
  std::string note = {};         ///< what else is to be known: "--ignore-not-before was given"
  log_origin origin = {};
  std::string db_role = {};  ///< who the database took it for; append() sets it
  /// The ids that the revision needed, as the run knew them: `down_revision`, then `depends_on`,
  /// with a comma between two; empty: none. Nothing: not known.
  std::optional<std::string> parents = {};
};

/// The last time that something was done to a revision in one direction.
struct logged_event {
  long long id = 0;  ///< grows with each entry of the log
  std::string revision;
  std::string direction;                    ///< as log_entry::direction
  bool is_removal = false;                  ///< of a stamp: the row was taken out
  std::string started_at;                   ///< UTC, as log_entry::started_at
  std::string source_hash;                  ///< empty: not known
  std::optional<std::string> parents = {};  ///< as log_entry::parents
};

/// Until when something waits.
struct logged_wait {
  std::string until;  ///< UTC, "2026-11-28 17:02:31"
  bool is_over;       ///< by the database's clock
};

/// Which time log_entry::seconds is.
enum class log_time : unsigned char {
  all,              ///< from the beginning until now
  and_since_begin,  ///< from the beginning until the transaction began, which goes on: PostgreSQL
};

/// What ran on a database: `<version_table>_log`, to which entries are only ever added. It is
/// beside the version table, in the same schema.
class log_table {
 public:
  /// Looks whether the table is there. Throws sql_error, connection_error. `database` and `beside`
  /// outlive this.
  log_table(connection& database, const version_table& beside);

  bool exists() const { return table_.exists(); }

  /// Whether the table, which exists, has the column `parents`. Throws connection_error.
  bool has_parents();

  /// Looks again, for what others did since.
  void refresh() { table_.refresh(); }

  /// Creates the table if it is missing (own_table::ensure). A table of an earlier revise gets the
  /// column `parents`, in a transaction of its own, unless one is open; where the role may not do
  /// that, or another session keeps the table locked, entries are written without it.
  void ensure();

  /// Adds an entry, in the transaction that is open if there is one: it is enqueued. It started
  /// `seconds` ago, by the database's clock. ensure() was called. Of the message and the statement,
  /// secrets (sql/secrets.h) and what is longer than 8 kB are left out; characters that the
  /// database does not have are written as `?`. Throws sql_error,
  /// connection_error.
  void append(const log_entry& entry, log_time time = log_time::all);

  /// All entries, the oldest first; none when there is no table.
  std::vector<log_entry> read() const;

  /// Of each revision the last entry that is done in each direction, in the order in which they
  /// were written, by one query; a stamp that removed a row counts as a direction of its own.
  /// Remembers whether the table has the column `parents`.
  std::vector<logged_event> events();

  /// When `length` after `revision` was applied is: after the last upgrade to it, or stamp of it;
  /// nothing where the log has none, or where it was taken back since. log_wait.cpp.
  std::optional<logged_wait> wait_after(std::string_view revision,
                                        std::chrono::milliseconds length) const;

  /// As SQL names the table, quoted.
  const std::string& sql_name() const { return table_.sql_name(); }

 private:
  bool has_column() const;
  bool may_add_column() const;
  void add_column();

  own_table table_;
  std::optional<bool> has_parents_;  // nothing: not known yet
};

}  // namespace revise
