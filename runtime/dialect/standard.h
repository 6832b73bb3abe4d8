#pragma once

#include "dialect/dialect.h"
#include "operations/object_kind.h"
#include "sql/sql_piece.h"

namespace revise {

/// One side of what preserve_rows compares, in SQL.
struct row_side {
  std::string table;
  std::string where;  ///< ` where …`, or empty: every row
  std::vector<std::string> columns;
};

struct row_sides {
  row_side from;
  row_side to;
  std::string names;  ///< of the columns, for a message; empty without any
};

/// What PostgreSQL and SQLite write alike: names, columns, constraints, what an index is on. A
/// database's own files write the statements.
class standard_dialect : public dialect {
 public:
  std::string quoted(std::string_view name) const final;
  bulk_target target_of(const operations_data::bulk_insert& op) const final;
  guard_sql guard(const operation& op) const final;

 protected:
  using statement_list = std::vector<std::string>;

  // Rows: standard_data.cpp.
  statement_list sql(const operations_data::backfill& op) const;
  statement_list sql(const operations_data::copy_rows& op) const;
  statement_list sql(const operations_data::bulk_insert& op) const;

  // What is expected of rows: standard_guard.cpp.
  guard_sql guard_of(const operations_data::expect_rows& op) const;
  virtual guard_sql guard_of(const operations_data::preserve_rows& op) const = 0;
  virtual guard_sql guard_of(const operations_data::compare_rows& op) const = 0;
  /// What of the two tables is compared. Throws where a name is missing.
  row_sides sides_of(const operations_data::preserve_rows& op) const;
  /// SQL for the text "WHAT: 3 of 'a' before, 2 of 'b' now"; `was` and `is_now` are SQL.
  std::string both_numbers(const operations_data::compare_rows& op, std::string_view what,
                           std::string_view was, std::string_view is_now) const;

  virtual database_kind kind() const = 0;
  /// sql_piece() for this database: `piece(op.where, "'where' of", op.table)`.
  std::string piece(const raw_sql& text, std::string_view what, std::string_view owner,
                    piece_form form = piece_form::part) const;
  /// The piece between `before` and `after`, or nothing where the text is empty.
  std::string clause(std::string_view before, const raw_sql& text, std::string_view what,
                     std::string_view owner, std::string_view after = {}) const;

  /// Whether `word`, in lower case, must be quoted to be a name.
  virtual bool is_keyword(std::string_view word) const = 0;
  /// Throws where the database would cut or refuse the name.
  virtual void check_identifier(std::string_view name) const = 0;
  /// The type as the database writes it.
  virtual std::string type_text(const operations_data::data_type& t) const = 0;
  /// What stands between a column's name and its constraints: type, collation, default, numbering.
  virtual std::string column_type(const operations_data::column_definition& column) const = 0;
  /// SQL for a default, from the piece that the migration gave.
  virtual std::string default_text(const std::string& expression) const = 0;
  /// default_text() of the default of `column`.
  std::string default_of(const raw_sql& expression, std::string_view column) const;
  /// The table of a foreign key.
  virtual std::string referenced_table(const std::string& name) const = 0;

  /// What stands before the `select` of an insert, so that it may give values to identity columns;
  /// ends with a blank, or is empty.
  virtual std::string_view overriding() const = 0;

  /// NAME(LENGTH, SCALE), as far as given. The length stands in front of `with` and `without`:
  /// `timestamp(3) with time zone`.
  std::string sized_type(const raw_sql& name, const operations_data::data_type& t) const;

  /// `schema.table` with each part quoted where needed. Throws where the name is empty or odd;
  /// `what` says of what it is: "table".
  std::string qualified(std::string_view name, std::string_view what) const;
  /// One name, quoted where needed. Throws where it is empty.
  std::string identifier(std::string_view name, std::string_view what) const;
  /// Names with commas.
  std::string columns(const std::vector<std::string>& names) const;
  /// A column's name as it stands in an index.
  virtual std::string indexed_name(const std::string& name) const = 0;
  /// indexed_name(), or SQL that begins with a parenthesis; `owner` is what it belongs to.
  std::string column_or_sql(const std::string& text, std::string_view owner) const;

  /// A column as it stands in `create table` and `add column`, with its constraints.
  std::string column(const operations_data::column_definition& c) const;
  /// `constraint NAME …`, without what only `alter table` knows.
  std::string constraint(const operations_data::constraint& c) const;
  /// ` deferrable initially deferred` and the like; empty where it is not.
  static std::string_view deferral_text(deferral checked);
  /// The columns of an index.
  std::string indexed(const std::vector<operations_data::indexed_column>& columns,
                      std::string_view index) const;

 private:
  std::string named(const std::string& name) const;
  std::string references(const operations_data::foreign_key_target& target) const;
};

/// Statements of which there is one.
inline std::vector<std::string> one(std::string sql) {
  std::vector<std::string> result;
  result.push_back(std::move(sql));
  return result;
}

}  // namespace revise
