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

/// Whether the log has the column `parents`, which an earlier revise did not make.
enum class log_parents : unsigned char {
  unknown,
  present,  ///< or the script creates the log
  missing,
};

/// The version table as a script finds it.
struct script_table {
  version_table_sql sql;
  bool may_be_missing = false;
  /// How many characters of an id are known to fit. Alembic makes it 32.
  std::size_t width = 32;
  log_parents parents = log_parents::unknown;
  /// SQL for the schema, where the script finds it when it runs; empty: `sql` knows it.
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
  std::vector<std::string> rows;  ///< the version table must hold before, sorted
  std::vector<std::string> removed;
  std::vector<std::string> added;
  std::string source_hash = {};  ///< of the migration; empty: not known
  std::string note = {};         ///< for the log; empty: nothing
  /// For the log, what each revision that it records needs: log_entry::parents.
  std::map<std::string, std::string> parents = {};
  std::string first = {};  ///< what has to be first in it, with its newline; empty: nothing
  // Several steps may share a transaction.
  bool opens = true;
  bool closes = true;
  /// Whether it only adds tables, indexes, views and triggers, which breaks no reference.
  bool adds_only = false;
  bool purges = false;  ///< whatever the rows are, they go
};

/// How a script for one database's shell is written around what migrations do. Texts end with a
/// newline, or are empty.
class script_format {
 public:
  virtual ~script_format() = default;

  /// What the shell is told first, and the tables where they may be missing.
  virtual std::string opening() const = 0;
  /// Opens the transaction, and stops the script where the rows are not as expected.
  virtual std::string begin(const script_transaction& transaction) const = 0;
  /// Undoes what a migration's own SQL may have set. `in_transaction`: a transaction is open.
  virtual std::string restore(bool in_transaction = true) const = 0;
  /// Writes the rows, and the entry in the log.
  virtual std::string rows(const script_transaction& transaction) const = 0;
  virtual std::string end(const script_transaction& transaction) const = 0;

  // For a migration that runs outside a transaction: between these two.
  /// Ends what begin() opened, without its rows.
  virtual std::string leave() const { return "commit;\n"; }
  /// Opens it again, for the rows.
  virtual std::string reopen(const script_transaction& transaction) const {
    return begin(transaction);
  }

  virtual std::string closing() const { return {}; }
};

/// For `psql -v ON_ERROR_STOP=1 -f FILE`.
std::unique_ptr<script_format> psql_format(script_table table, const transaction_limits& limits);

/// For `sqlite3 -bail DATABASE < FILE`.
std::unique_ptr<script_format> sqlite_shell_format(script_table table);

/// The format for the shell of the table's database. `limits` are those of each transaction, where
/// the database has any.
std::unique_ptr<script_format> shell_format(const script_table& table,
                                            const transaction_limits& limits);

/// What a script for the shell of `kind` begins with, if it holds nothing but statements of
/// revise's own; may be empty.
std::string shell_opening(database_kind kind);

}  // namespace revise
