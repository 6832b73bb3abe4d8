#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/sqlite_table_parts.h"

namespace revise {

/// The text of a table, as sqlite_schema stores it, to which changes are made one by one.
/// Everything else is kept byte for byte: comments, white space, constraints without a name.
///
/// A `sql` argument is inserted unchanged, so it must be quoted if necessary. Other names of
/// columns and constraints are given without quotes, and must exist.
class sqlite_table {
 public:
  /// Throws `error` for a virtual table.
  explicit sqlite_table(std::string text);

  const std::string& text() const { return text_; }
  const sqlite_table_parts& parts() const { return parts_; }
  const std::string& name() const { return parts_.name; }

  /// Null if the column does not exist.
  const sqlite_column* column(std::string_view name) const;
  /// Throws `error` if the column does not exist.
  const sqlite_column& required_column(std::string_view name) const;
  /// Returns the constraint with this name in the text, of a column or of the table; null if it
  /// does not exist.
  const sqlite_clause* named_constraint(std::string_view name) const;
  /// Returns the constraint with this name in the text; otherwise a constraint without a name to
  /// which revise would give this name (decision 0012), or whose text is `name`: "check (a > 0)".
  /// Null if it does not exist; throws `error` if several match.
  const sqlite_clause* constraint(std::string_view name) const;
  /// Throws `error` if the constraint does not exist.
  const sqlite_clause& required_constraint(std::string_view name) const;
  /// Null if the table has no primary key.
  const sqlite_clause* primary_key() const;
  /// Returns the column that is an alias of the rowid (sqlite.org/lang_createtable.html, "ROWIDs
  /// and the INTEGER PRIMARY KEY"); null if there is none.
  const sqlite_column* rowid_column() const;

  void set_type(std::string_view column, std::string_view sql);
  void set_collation(std::string_view column, std::string_view sql);
  void set_not_null(std::string_view column);
  void drop_not_null(std::string_view column);
  void set_default(std::string_view column, std::string_view sql);
  void drop_default(std::string_view column);
  /// Adds a column after the last one.
  void add_column(std::string_view sql);
  /// Adds a constraint after the last item.
  void add_constraint(std::string_view sql);
  void drop_constraint(std::string_view name);
  /// Also gives a name to a constraint without a name.
  void rename_constraint(std::string_view name, std::string_view sql);
  /// Drops every key, foreign key and check that uses the column, except a `check` or `references`
  /// in the column's own definition, which is removed with it. Returns whether any was dropped.
  bool drop_constraints_of(std::string_view column);

 private:
  void replace(text_range range, std::string_view by);
  void erase_in_column(const sqlite_clause& clause);
  void erase_in_table(const sqlite_clause& clause);
  std::vector<std::string> usual_names(const sqlite_clause& c, const sqlite_column* beside) const;
  std::string_view text_of(const sqlite_clause& c) const;
  template <class Function>
  void for_each_constraint(Function&& function) const;
  std::string separator(text_range last, bool has_several) const;
  bool drop_one_constraint_of(std::string_view column);

  std::string text_;
  sqlite_table_parts parts_;
};

}  // namespace revise
