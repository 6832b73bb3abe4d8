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

/// A table and columns as they stand in SQL.
struct bulk_target {
  std::string table;
  std::vector<std::string> columns;
};

/// What a guard is in SQL.
struct guard_sql {
  std::vector<std::string> before;  ///< statements, to be run first
  /// A query of one value, what is not as expected in words, or null; empty: nothing is asked yet.
  std::string breach;
  std::vector<std::string> after;  ///< statements, where nothing was wrong
};

/// Looks at the database for which statements are written: what SQLite has no ALTER for is a
/// table built anew, and that needs the old one's text.
class schema_reader {
 public:
  virtual ~schema_reader() = default;

  /// What the query, which reads nothing but the catalog, finds. Throws sql_error.
  virtual result_set query(std::string_view sql, const std::vector<sql_value>& parameters) = 0;

  /// SQLite: what the query finds once `change`, a statement that changes the schema alone, is
  /// made. The change is taken back. It is made with `pragma writable_schema = on`, so that a view
  /// or a trigger that is broken already does not stop it (sqlite.org/lang_altertable.html).
  /// Throws sql_error.
  virtual result_set query_after(std::string_view change, std::string_view sql) = 0;

  /// SQLite: computes the default of a column, as it stands behind `default`, in the place of one:
  /// an aggregate or a window function can be computed in a query, and there only. Throws sql_error
  /// where the database cannot.
  virtual void compute(std::string_view expression) = 0;
};

/// Turns operations into a database's SQL.
class dialect {
 public:
  virtual ~dialect() = default;

  virtual const database_traits& traits() const = 0;

  /// Throws `error` for what this database cannot have (a schema on SQLite) or what makes no sense
  /// on any (a table without a name), as far as the operation alone tells. Asks for no rows of a
  /// `bulk_insert`, and does not look into the SQL that a migration gives.
  virtual void check(const operation& op) const = 0;

  /// The statements that do `op` to the database as it is `there`, in order, without a trailing
  /// semicolon; none where there is nothing to do. Of `execute` its text as it is, with the
  /// placeholders in it; of `bulk_insert`, whose rows are asked for here, inserts of many rows
  /// each. They belong together: where one fails, those before it have to be undone. Throws as
  /// check() does, and `error` for what the database as it is cannot have done to it.
  virtual std::vector<std::string> statements(const operation& op, schema_reader& there) const = 0;

  /// The same where there is no database to look at. Throws `error` for an operation that has to.
  std::vector<std::string> statements(const operation& op) const;

  /// The same for a guard (operations/guard_operation.h), which changes nothing: its SQL, to be run
  /// where its answer can be read. statements() gives what a script has: it fails by itself.
  /// Throws as check() does.
  virtual guard_sql guard(const operation& op) const = 0;

  /// A name as it stands in SQL: quoted when it has to be. Not split at dots.
  virtual std::string quoted(std::string_view name) const = 0;

  /// Where the rows of a bulk_insert go. Throws `error` when it names no table or no columns.
  virtual bulk_target target_of(const operations_data::bulk_insert& op) const = 0;

  /// `v` as it stands in SQL in place of a parameter, with the same meaning there if the parameter
  /// has no other place (else PostgreSQL finds a type for each by itself). Throws `error`
  /// for what this database cannot hold.
  virtual std::string literal(const sql_value& v) const = 0;
};

/// The dialect of `kind`; lives as long as the program.
const dialect& dialect_of(database_kind kind);

}  // namespace revise
