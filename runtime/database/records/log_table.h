#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/records/own_table.h"

namespace revise {

/// Who runs revise, and which revise: each log entry stores it. Unknown values are empty.
struct log_origin {
  std::string os_user;
  std::string host;
  std::string tool_version;
  std::string git_commit;  ///< commit of the repository that holds the versions
};

/// An action on a database, done or attempted. Unknown values are empty.
struct log_entry {
  std::string revision;
  std::string direction;        ///< "upgrade", "downgrade", "stamp" or "accept"
  std::string result;           ///< "done" or "failed"
  std::string started_at = {};  ///< UTC, "2026-11-21T09:14:02.123Z"; the database sets it
  double seconds = 0;           ///< the duration
  std::string sqlstate = {};    ///< of a failure, like `message` and `statement`
  std::string message = {};
  std::string statement = {};
  std::string source_hash = {};  ///< hash of the migration that ran
  std::string note = {};         ///< a remark: "--ignore-not-before was given"
  log_origin origin = {};
  std::string db_role = {};  ///< the session user of the database; the database sets it
  /// The ids that the revision needed at the time of the run: `down_revision`, then `depends_on`,
  /// separated by commas. Empty: it needed none. Null: unknown.
  std::optional<std::string> parents = {};
};

/// The last action on a revision in one direction.
struct logged_event {
  long long id = 0;  ///< increases with each entry of the log
  std::string revision;
  std::string direction;                    ///< as in log_entry::direction
  bool is_removal = false;                  ///< a stamp that removed the revision's row
  std::string started_at;                   ///< UTC, as in log_entry::started_at
  std::string source_hash;                  ///< empty: unknown
  std::optional<std::string> parents = {};  ///< as in log_entry::parents
};

/// The end of a waiting period.
struct logged_wait {
  std::string until;  ///< UTC, "2026-11-28 17:02:31"
  bool is_over;       ///< by the database's clock
};

/// Which period log_entry::seconds covers.
enum class log_time : unsigned char {
  all,              ///< from the start until now
  and_since_begin,  ///< from the start to the begin of the open transaction, whose time is added;
                    ///< PostgreSQL only
};

/// The history of a database: `<version_table>_log`, beside the version table in its schema.
/// Entries are only ever added.
class log_table {
 public:
  /// Looks the table up. Throws sql_error, connection_error. `database` and `beside` must outlive
  /// this object.
  log_table(connection& database, const version_table& beside);

  bool exists() const { return table_.exists(); }

  /// Returns whether the table has the column `parents`. The table must exist. Throws
  /// connection_error.
  bool has_parents();

  /// Looks the table up again, because others may have changed it.
  void refresh() { table_.refresh(); }

  /// Creates the table if it does not exist (own_table::ensure). Adds the column `parents` to a
  /// table of an earlier revise, in a separate transaction, unless one is open. If the role may not
  /// do that, or another session keeps the table locked, entries are written without the column.
  void ensure();

  /// Enqueues a new entry, in the open transaction if there is one. It started `seconds` ago by the
  /// database's clock. ensure() must have been called. Secrets (sql/secrets.h) are removed from the
  /// message and the statement, which are cut to 8 kB. Characters that the database cannot store
  /// become `?`. Throws sql_error, connection_error.
  void append(const log_entry& entry, log_time time = log_time::all);

  /// Returns all entries, the oldest first; none if the table does not exist.
  std::vector<log_entry> read() const;

  /// Returns the last successful entry of each revision in each direction, in the order in which
  /// they were written, with one query. A stamp that removed a row counts as a separate direction.
  /// Also finds out whether the table has the column `parents`.
  std::vector<logged_event> events();

  /// Returns the time `length` after `revision` was applied, by its last upgrade or stamp. Null if
  /// the log has no such entry, or if the revision was downgraded or its row removed since. Defined
  /// in log_wait.cpp.
  std::optional<logged_wait> wait_after(std::string_view revision,
                                        std::chrono::milliseconds length) const;

  /// The name of the table as SQL writes it, quoted.
  const std::string& sql_name() const { return table_.sql_name(); }

 private:
  bool has_column() const;
  bool may_add_column() const;
  void add_column();

  own_table table_;
  std::optional<bool> has_parents_;  // null: not known yet
};

}  // namespace revise
