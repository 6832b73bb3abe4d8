#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/sqlite_table_parts.h"

namespace revise {

/// The text of a table, as sqlite_schema keeps it, with one thing after another changed in it. All
/// else stays byte for byte: comments, white space, constraints without a name.
///
/// SQL that is given stands in the text as it is: quoted where it has to be. Columns and
/// constraints are named without quotes, and have to be there.
class sqlite_table {
 public:
  /// Throws `error` for a virtual table.
  explicit sqlite_table(std::string text);

  const std::string& text() const { return text_; }
  const sqlite_table_parts& parts() const { return parts_; }
  const std::string& name() const { return parts_.name; }

  /// Null where there is none.
  const sqlite_column* column(std::string_view name) const;
  /// Throws `error` where there is none.
  const sqlite_column& required_column(std::string_view name) const;
  /// The one that has this name in the text, beside a column or below them; null where none has.
  const sqlite_clause* named_constraint(std::string_view name) const;
  /// The same; else the one without a name that would be called so (decision 0012), or whose text
  /// `name` is: "check (a > 0)". Null where there is none; throws `error` for several.
  const sqlite_clause* constraint(std::string_view name) const;
  /// Throws `error` where there is none.
  const sqlite_clause& required_constraint(std::string_view name) const;
  /// Null where there is none.
  const sqlite_clause* primary_key() const;
  /// The column that is another name of the rowid (sqlite.org/lang_createtable.html, "ROWIDs and
  /// the INTEGER PRIMARY KEY"); null where there is none.
  const sqlite_column* rowid_column() const;

  void set_type(std::string_view column, std::string_view sql);
  void set_collation(std::string_view column, std::string_view sql);
  void set_not_null(std::string_view column);
  void drop_not_null(std::string_view column);
  void set_default(std::string_view column, std::string_view sql);
  void drop_default(std::string_view column);
  /// Behind the last column.
  void add_column(std::string_view sql);
  /// Behind the last item.
  void add_constraint(std::string_view sql);
  void drop_constraint(std::string_view name);
  /// One without a name gets it.
  void rename_constraint(std::string_view name, std::string_view sql);
  /// Every key, foreign key and check that has to do with the column. Returns whether there was
  /// one that the column's own text does not take with it: `check`, `references`.
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
