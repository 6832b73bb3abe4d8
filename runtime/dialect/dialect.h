#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "operations/operation.h"
#include "util/database_kind.h"

namespace revise {

/// A table and columns as they stand in SQL.
struct bulk_target {
  std::string table;
  std::vector<std::string> columns;
};

/// Turns operations into a database's SQL.
class dialect {
 public:
  virtual ~dialect() = default;

  /// The statements that do `op`, in order, without a trailing semicolon; of `execute` its text
  /// as it is, with the placeholders in it; of `bulk_insert`, whose rows are asked for here,
  /// inserts of many rows each. Throws `error` for what this database cannot have or what makes no
  /// sense on any (a table without a name).
  virtual std::vector<std::string> statements(const operation& op) const = 0;

  /// Throws what statements() would throw for `op`, as far as that can be known without a database
  /// and without asking for the rows of a bulk_insert.
  virtual void check(const operation& op) const;

  /// A name as it stands in SQL: quoted when it has to be. Not split at dots.
  virtual std::string quoted(std::string_view name) const = 0;

  /// Where the rows of a bulk_insert go. Throws `error` when it names no table or no columns.
  virtual bulk_target target_of(const operations_data::bulk_insert& op) const = 0;

  /// `v` as it stands in SQL in place of a parameter, with the same meaning there if the parameter
  /// has no other place (else PostgreSQL finds a type for each by itself). Throws `error`
  /// for what this database cannot hold. PostgreSQL: where standard_conforming_strings is on.
  virtual std::string literal(const sql_value& v) const = 0;
};

/// The dialect of `kind`; lives as long as the program.
const dialect& dialect_of(database_kind kind);

}  // namespace revise
