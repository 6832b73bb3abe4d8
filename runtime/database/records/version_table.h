#pragma once

#include <optional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/records/located_table.h"
#include "database/records/version_table_sql.h"

namespace revise {

/// The rows that say where a database is: Alembic's `alembic_version(version_num)`, so that a
/// database it migrated is taken over as it is and can be handed back.
class version_table {
 public:
  /// `schema` empty: where the search path finds the table, else the default schema. On the
  /// server nothing is changed. Throws as locate_table() does, and `error` where the name is too
  /// long (version_table_sql).
  version_table(connection& database, std::string name, std::string schema);

  /// Whether the table is there.
  bool exists() const { return where_.exists; }

  /// Looks again whether the table is there, for what others did since. Throws as the constructor.
  void refresh() { locate(); }

  /// The rows, sorted, with copies where the table has no key; none when there is no table.
  std::vector<std::string> read() const;

  /// Creates the table if it is missing, in a transaction of its own unless one is open. Another
  /// process may do the same at the same time. Returns whether it was created here.
  bool ensure();

  /// Takes `removed` out and puts `added` in, in the transaction that is open: it is enqueued. Of
  /// rows that read() found more than once the copies are removed. A
  /// `varchar(32)` of Alembic's is widened when an id of `added` needs it. Throws `error` when the
  /// rows are not what the caller thinks: someone else changed them; so does what sends the queue.
  void apply(const std::vector<std::string>& removed, const std::vector<std::string>& added);

  /// The statements about it, with its schema.
  version_table_sql sql() const { return {database_.kind(), schema_, name_}; }

  /// How many characters version_num takes; nothing: no limit, or not known.
  std::optional<int> width() const { return where_.width; }

  const std::string& schema() const { return schema_; }
  const std::string& name() const { return name_; }

  /// PostgreSQL: the oid of the role that owns it; "0" where there is no table.
  const std::string& owner() const { return where_.owner; }

  /// As messages name it: `schema.table`.
  std::string display_name() const { return schema_ + '.' + name_; }

 private:
  void locate();
  void widen_for(const std::vector<std::string>& ids);

  connection& database_;
  std::string name_;
  std::string schema_;
  located_table where_;
  mutable bool has_copies_ = false;  // as read() found it
  mutable bool has_nulls_ = false;
};

}  // namespace revise
