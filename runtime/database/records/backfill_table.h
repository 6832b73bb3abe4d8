#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/records/own_table.h"

namespace revise {

/// How far a backfill came.
struct backfill_checkpoint {
  std::string statement;          ///< journal_text of what it does
  std::vector<std::string> last;  ///< the key of the last row, a SQL literal for each column
  long long rows = 0;             ///< changed so far
};

/// Which backfill of a revision.
struct backfill_place {
  std::string revision;
  std::string direction;  ///< "upgrade" or "downgrade"
  int position = 0;       ///< among its statements, from 1
};

/// How far the backfills came that are not finished: `<version_table>_backfill`, beside the version
/// table.
class backfill_table {
 public:
  /// Throws sql_error, connection_error. `database` and `beside` outlive this.
  backfill_table(connection& database, const version_table& beside)
      : table_(database, beside, "_backfill") {}

  bool exists() const { return table_.exists(); }

  /// Creates the table if it is missing (own_table::ensure).
  void ensure();

  /// Nothing where none of its batches is done. Throws sql_error, connection_error.
  std::optional<backfill_checkpoint> find(const backfill_place& of) const;

  // In the transaction that is open. These throw sql_error, connection_error.

  /// The table is there.
  void write(const backfill_place& of, const backfill_checkpoint& now);
  /// Does nothing where there is no table.
  void remove(const backfill_place& of);
  /// All of a revision and direction.
  void remove(std::string_view revision, std::string_view direction);

  /// As SQL names the table, quoted.
  const std::string& sql_name() const { return table_.sql_name(); }

 private:
  /// The condition on a row, with the place as its three parameters.
  std::string is_at() const;

  own_table table_;
};

}  // namespace revise
