#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// Which tables of revise's own PostgreSQL holds, and whether revise may use them, as SQL: for a
/// run's query and for the `do` block of a script (docs/decisions/0019).
class trusted_table_sql {
 public:
  /// `schema` and `version_table` are SQL of type text; `schema` empty: the first one of the search
  /// path that holds `version_table`. `names`: SQL of the names of the tables that are looked up
  /// there. `also_trusted`: SQL for the oid of a role that is trusted besides.
  trusted_table_sql(const std::string& schema, const std::string& version_table,
                    const std::vector<std::string>& names, const std::string& also_trusted = "0");

  /// SQL for the name of the schema where the version table is created, if no schema is given and
  /// none has it: the first one of the search path, but for pg_catalog, which takes no tables, and
  /// for the session's temporary schema (PostgreSQL manual, 5.10.3; current_schema() returns both).
  /// Null where there is none. It stands behind definitions().
  static std::string_view first_schema();

  /// `with …` that defines `place (oid, name, owner)`, one row or none, and `checked`, a row for
  /// each table that exists: `oid`, `name`, `kind` (pg_class.relkind), `owner`, `is_inherited` (it
  /// has parents or children), `hides_rows` (by row level security, from the current role),
  /// `referrer` (the oid of a table that has a foreign key to it, or null),
  /// `stranger` (the oid of an untrusted role that owns the table, or a function, operator or type
  /// that a trigger, rule, policy, default, constraint or column of it uses; or null).
  const std::string& definitions() const { return definitions_; }

  /// SQL for what is wrong with a row of `checked`, as the predicate of a sentence, or null.
  static std::string_view fault();

 private:
  std::string definitions_;
};

}  // namespace revise
