#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/records/log_table_sql.h"
#include "database/records/version_table_sql.h"
#include "graph/plan.h"

namespace revise {

/// Whether the log has the column `parents`, which earlier versions of revise did not create.
enum class log_parents : unsigned char {
  unknown,
  present,  ///< also if the script creates the log
  missing,
};

/// What is known of the version table that the script will find.
struct script_table {
  version_table_sql sql;
  bool may_be_missing = false;
  /// The longest id that is known to fit, in characters. Alembic creates the column with 32.
  std::size_t width = 32;
  log_parents parents = log_parents::unknown;
  /// SQL that gives the schema, if the script looks it up when it runs; if empty, `sql` has the
  /// schema.
  std::string found_schema = {};

  log_table_sql log() const {
    const log_table_sql log(sql.kind(), sql.schema(), sql.name());
    return found_schema.empty() ? log : log.in_schema(found_schema);
  }
};

/// One transaction of a script.
struct script_transaction {
  std::string revision;  ///< its id; empty for a stamp
  graph::direction way = graph::direction::upgrade;
  std::vector<std::string> rows;  ///< the rows that the version table must have before, sorted
  std::vector<std::string> removed;
  std::vector<std::string> added;
  std::string source_hash = {};  ///< the migration's hash; empty: unknown
  std::string note = {};         ///< for the log; may be empty
  /// For the log: the parents of each recorded revision, as log_entry::parents.
  std::map<std::string, std::string> parents = {};
  std::string first = {};  ///< statements that must come first, with a newline; may be empty
  // Several steps may share a transaction.
  bool opens = true;
  bool closes = true;
  /// Whether it only adds tables, indexes, views and triggers, which cannot break a reference.
  bool adds_only = false;
  bool purges = false;  ///< delete all rows, whatever they are
};

/// Writes the parts of a script, for one database's shell, that surround the statements of the
/// migrations. The texts end with a newline, or are empty.
class script_format {
 public:
  virtual ~script_format() = default;

  /// The settings of the shell, and the statements that create the tables if they may be missing.
  virtual std::string opening() const = 0;
  /// Opens the transaction, and stops the script if the rows are not as expected.
  virtual std::string begin(const script_transaction& transaction) const = 0;
  /// Resets what a migration's own SQL may have set. `in_transaction`: a transaction is open.
  virtual std::string restore(bool in_transaction = true) const = 0;
  /// Writes the version rows and the log entry.
  virtual std::string rows(const script_transaction& transaction) const = 0;
  virtual std::string end(const script_transaction& transaction) const = 0;

  // A migration that runs outside a transaction is written between leave() and reopen().
  /// Ends the transaction of begin(), without changing the rows.
  virtual std::string leave() const { return "commit;\n"; }
  /// Opens a transaction again, for the rows.
  virtual std::string reopen(const script_transaction& transaction) const {
    return begin(transaction);
  }

  virtual std::string closing() const { return {}; }
};

/// A script for `psql -v ON_ERROR_STOP=1 -f FILE`.
std::unique_ptr<script_format> psql_format(script_table table, const transaction_limits& limits);

/// A script for `sqlite3 -bail DATABASE < FILE`.
std::unique_ptr<script_format> sqlite_shell_format(script_table table);

/// The format for the shell of the table's database. `limits` apply to each transaction, if the
/// database supports them.
std::unique_ptr<script_format> shell_format(const script_table& table,
                                            const transaction_limits& limits);

/// The beginning of a script for the shell of `kind` that contains only revise's own statements;
/// may be empty.
std::string shell_opening(database_kind kind);

}  // namespace revise
