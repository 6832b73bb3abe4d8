#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/traits.h"
#include "operations/operation.h"
#include "util/database_kind.h"
#include "util/result_set.h"
#include "util/sql_value.h"

namespace revise {

/// A table and its columns, as SQL writes them.
struct bulk_target {
  std::string table;
  std::vector<std::string> columns;
};

/// The SQL of a guard.
struct guard_sql {
  std::vector<std::string> before;  ///< statements to run first
  /// A query with one value: a description of what is not as expected, or null. Empty: this guard
  /// checks nothing yet.
  std::string breach;
  std::vector<std::string> after;  ///< statements to run if the check succeeds
};

/// Reads the database for which statements are written. A change for which SQLite has no ALTER
/// rebuilds the table, which needs the text of the old table.
class schema_reader {
 public:
  virtual ~schema_reader() = default;

  /// Returns the result of a query that reads only the catalog. Throws sql_error.
  virtual result_set query(std::string_view sql, const std::vector<sql_value>& parameters) = 0;

  /// SQLite: returns the result of a query after `change`, a statement that changes only the
  /// schema. The change is undone. It is made with `pragma writable_schema = on`, so that a view or
  /// trigger that is already broken does not stop it (sqlite.org/lang_altertable.html). Throws
  /// sql_error.
  virtual result_set query_after(std::string_view change, std::string_view sql) = 0;

  /// SQLite: computes `expression`, the text after `default`, as the default of a column. A query
  /// could not test the expression, because aggregate and window functions work in a query, but not
  /// in a default. Throws sql_error if the database cannot compute it.
  virtual void compute(std::string_view expression) = 0;
};

/// Translates operations into the SQL of one database.
class dialect {
 public:
  virtual ~dialect() = default;

  virtual const database_traits& traits() const = 0;

  /// Throws `error` for an operation that this database does not support (a schema on SQLite) or
  /// that is invalid on any database (a table without a name), to the extent that the operation
  /// alone shows it. Does not read the rows of a `bulk_insert` or the SQL that a migration gives.
  virtual void check(const operation& op) const = 0;

  /// Returns the statements that execute `op` on the database that `there` reads, in order, without
  /// a trailing semicolon; none if there is nothing to do. An `execute` gives its text unchanged,
  /// with its placeholders. A `bulk_insert`, whose rows are read here, gives inserts of many rows
  /// each. The statements belong together: if one fails, those before it must be undone. Throws as
  /// check() does, and `error` if the operation cannot be applied to the database's current state.
  virtual std::vector<std::string> statements(const operation& op, schema_reader& there) const = 0;

  /// Returns the statements of `op` without a database to read. Throws `error` if the operation
  /// needs one.
  std::vector<std::string> statements(const operation& op) const;

  /// Returns the SQL of a guard (operations/guard_operation.h), which changes nothing, for a caller
  /// that reads the answer. statements() returns its SQL for a script, which fails if the guard
  /// does. Throws as check() does.
  virtual guard_sql guard(const operation& op) const = 0;

  /// Returns a name as SQL writes it: quoted if necessary. Dots do not split it.
  virtual std::string quoted(std::string_view name) const = 0;

  /// Returns the target of a bulk_insert. Throws `error` if it names no table or no columns.
  virtual bulk_target target_of(const operations_data::bulk_insert& op) const = 0;

  /// Returns `v` as SQL text that can replace a parameter. It has the parameter's meaning if the
  /// parameter occurs only once; PostgreSQL infers the type of each occurrence separately. Throws
  /// `error` for a value that this database cannot store.
  virtual std::string literal(const sql_value& v) const = 0;
};

/// Returns the dialect of `kind`, which lives as long as the program.
const dialect& dialect_of(database_kind kind);

}  // namespace revise
