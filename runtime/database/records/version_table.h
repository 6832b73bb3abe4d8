#pragma once

#include <optional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/records/located_table.h"
#include "database/records/version_table_sql.h"

namespace revise {

/// The rows that say which revisions are applied. The table is Alembic's
/// `alembic_version(version_num)`, so that a database migrated by Alembic can be taken over
/// unchanged and handed back.
class version_table {
 public:
  /// An empty `schema` means the schema of the search path that has the table, or else the default
  /// schema. Changes nothing on the server. Throws as locate_table() does, and `error` if the name
  /// is too long (version_table_sql).
  version_table(connection& database, std::string name, std::string schema);

  /// Returns whether the table exists.
  bool exists() const { return where_.exists; }

  /// Looks the table up again, because others may have changed it. Throws as the constructor does.
  void refresh() { locate(); }

  /// Returns the rows, sorted; none if the table does not exist. A table without a key may have
  /// duplicates.
  std::vector<std::string> read() const;

  /// Creates the table if it does not exist, in a separate transaction unless one is open. Another
  /// process may do this at the same time. Returns whether this call created it.
  bool ensure();

  /// Enqueues the removal of the rows `removed` and the insertion of the rows `added`, in the open
  /// transaction. Also removes the duplicates that read() found, and widens Alembic's `varchar(32)`
  /// if an id in `added` needs it. If another process changed the rows in the meantime, `error` is
  /// thrown when the queue is sent.
  void apply(const std::vector<std::string>& removed, const std::vector<std::string>& added);

  /// The SQL statements for the table, with its schema.
  version_table_sql sql() const { return {database_.kind(), schema_, name_}; }

  /// How many characters version_num can hold; null: unlimited or unknown.
  std::optional<int> width() const { return where_.width; }

  const std::string& schema() const { return schema_; }
  const std::string& name() const { return name_; }

  /// PostgreSQL: the oid of the role that owns the table; "0" if the table does not exist.
  const std::string& owner() const { return where_.owner; }

  /// The name of the table in messages: `schema.table`.
  std::string display_name() const { return schema_ + '.' + name_; }

 private:
  void locate();
  void widen_for(const std::vector<std::string>& ids);

  connection& database_;
  std::string name_;
  std::string schema_;
  located_table where_;
  mutable bool has_copies_ = false;  // as found by read()
  mutable bool has_nulls_ = false;
};

}  // namespace revise
