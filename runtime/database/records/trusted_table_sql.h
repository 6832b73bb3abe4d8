#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// SQL that finds revise's own tables on PostgreSQL and says whether revise may use them. A run's
/// query and the `do` block of a script use it (docs/decisions/0019).
class trusted_table_sql {
 public:
  /// `schema`, `version_table` and each of `names` are SQL of type text. An empty `schema` means
  /// the first schema of the search path that has `version_table`. `names` are the tables to look
  /// up in the schema. `also_trusted` is SQL for the oid of an additional trusted role.
  trusted_table_sql(const std::string& schema, const std::string& version_table,
                    const std::vector<std::string>& names, const std::string& also_trusted = "0");

  /// SQL for the name of the schema in which the version table is created, if no schema is given
  /// and none has the table: the first schema of the search path, except pg_catalog, which takes no
  /// tables, and the temporary schema of the session (PostgreSQL manual, 5.10.3; current_schema()
  /// returns both). Null if there is none. It must follow definitions().
  static std::string_view first_schema();

  /// A `with …` clause that defines `place (oid, name, owner)`, with at most one row, and
  /// `checked`, with a row for each table that exists: `oid`, `name`, `kind` (pg_class.relkind),
  /// `owner`, `is_inherited` (whether it has parents or children), `hides_rows` (whether row level
  /// security hides rows from the current role), `referrer` (the oid of a table with a foreign key
  /// to it, or null), `stranger` (the oid of an untrusted role that owns the table, or that owns a
  /// function, operator or type used by a trigger, rule, policy, default, constraint or column of
  /// it; or null).
  const std::string& definitions() const { return definitions_; }

  /// SQL that describes the fault of a row of `checked`, as the predicate of a sentence; null if it
  /// has none.
  static std::string_view fault();

 private:
  std::string definitions_;
};

}  // namespace revise
