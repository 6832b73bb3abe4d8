#pragma once

#include "dialect/dialect.h"
#include "operations/object_kind.h"
#include "sql/sql_piece.h"

namespace revise {

/// One of the two tables that preserve_rows compares, in SQL.
struct row_side {
  std::string table;
  std::string where;  ///< ` where …`; empty: every row
  std::vector<std::string> columns;
};

struct row_sides {
  row_side from;
  row_side to;
  std::string names;  ///< names of the columns, for messages; empty without columns
};

/// The SQL that PostgreSQL and SQLite share: names, columns, constraints, and the columns of an
/// index. Each database's own files write the statements.
class standard_dialect : public dialect {
 public:
  std::string quoted(std::string_view name) const final;
  bulk_target target_of(const operations_data::bulk_insert& op) const final;
  guard_sql guard(const operation& op) const final;

 protected:
  using statement_list = std::vector<std::string>;

  // Operations on rows: standard_data.cpp.
  statement_list sql(const operations_data::backfill& op) const;
  statement_list sql(const operations_data::copy_rows& op) const;
  statement_list sql(const operations_data::bulk_insert& op) const;

  // Guards: standard_guard.cpp.
  guard_sql guard_of(const operations_data::expect_rows& op) const;
  virtual guard_sql guard_of(const operations_data::preserve_rows& op) const = 0;
  virtual guard_sql guard_of(const operations_data::compare_rows& op) const = 0;
  /// Returns the rows and columns of the two tables that are compared. Throws if a name is missing.
  row_sides sides_of(const operations_data::preserve_rows& op) const;
  /// Returns SQL for the text "WHAT: 3 of 'a' before, 2 of 'b' now"; `was` and `is_now` are SQL.
  std::string both_numbers(const operations_data::compare_rows& op, std::string_view what,
                           std::string_view was, std::string_view is_now) const;

  virtual database_kind kind() const = 0;
  /// Calls sql_piece() for this database: `piece(op.where, "'where' of", op.table)`.
  std::string piece(const raw_sql& text, std::string_view what, std::string_view owner,
                    piece_form form = piece_form::part) const;
  /// Returns the piece between `before` and `after`; an empty text if `text` is empty.
  std::string clause(std::string_view before, const raw_sql& text, std::string_view what,
                     std::string_view owner, std::string_view after = {}) const;

  /// Returns whether `word`, in lower case, must be quoted when it is a name.
  virtual bool is_keyword(std::string_view word) const = 0;
  /// Throws if the database would cut or refuse the name.
  virtual void check_identifier(std::string_view name) const = 0;
  /// Returns the type as the database writes it.
  virtual std::string type_text(const operations_data::data_type& t) const = 0;
  /// Returns the text between a column's name and its constraints: type, collation, default,
  /// numbering.
  virtual std::string column_type(const operations_data::column_definition& column) const = 0;
  /// Returns the SQL of a default, from the piece that the migration gave.
  virtual std::string default_text(const std::string& expression) const = 0;
  /// Returns default_text() for the default of `column`.
  std::string default_of(const raw_sql& expression, std::string_view column) const;
  /// Returns the table of a foreign key as the database writes it.
  virtual std::string referenced_table(const std::string& name) const = 0;

  /// Returns the text before the `select` or `values` of an insert that lets it set identity
  /// columns. It ends with a blank, or is empty.
  virtual std::string_view overriding() const = 0;

  /// Returns NAME(LENGTH, SCALE), without the parts that are not given. The length precedes `with`
  /// and `without`: `timestamp(3) with time zone`.
  std::string sized_type(const raw_sql& name, const operations_data::data_type& t) const;

  /// Returns `schema.table` with each part quoted if necessary. Throws if the name is empty or
  /// malformed; `what` is its kind, for messages: "table".
  std::string qualified(std::string_view name, std::string_view what) const;
  /// Returns one name, quoted if necessary. Throws if it is empty.
  std::string identifier(std::string_view name, std::string_view what) const;
  /// Returns the names separated by commas.
  std::string columns(const std::vector<std::string>& names) const;
  /// Returns the name of a column as an index definition writes it.
  virtual std::string indexed_name(const std::string& name) const = 0;
  /// Returns indexed_name(), or SQL if `text` begins with a parenthesis. `owner` is the index or
  /// constraint.
  std::string column_or_sql(const std::string& text, std::string_view owner) const;

  /// Returns a column with its constraints, as `create table` and `add column` write it.
  std::string column(const operations_data::column_definition& c) const;
  /// Returns `constraint NAME …`, without the parts that only `alter table` accepts.
  std::string constraint(const operations_data::constraint& c) const;
  /// Returns ` deferrable initially deferred` or the like; empty if the constraint is not
  /// deferrable.
  static std::string_view deferral_text(deferral checked);
  /// Returns the columns of an index.
  std::string indexed(const std::vector<operations_data::indexed_column>& columns,
                      std::string_view index) const;

 private:
  std::string named(const std::string& name) const;
  std::string references(const operations_data::foreign_key_target& target) const;
};

/// Returns a list with one statement.
inline std::vector<std::string> one(std::string sql) {
  std::vector<std::string> result;
  result.push_back(std::move(sql));
  return result;
}

}  // namespace revise
