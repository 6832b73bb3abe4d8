#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/records/own_table.h"

namespace revise {

/// How far a backfill has come.
struct backfill_checkpoint {
  std::string statement;          ///< journal_text of the backfill
  std::vector<std::string> last;  ///< key of the last row: a SQL literal for each column
  long long rows = 0;             ///< number of rows changed so far
};

/// Identifies a backfill of a revision.
struct backfill_place {
  std::string revision;
  std::string direction;  ///< "upgrade" or "downgrade"
  int position = 0;       ///< position among the revision's statements, from 1
};

/// The checkpoints of the unfinished backfills: `<version_table>_backfill`, beside the version
/// table.
class backfill_table {
 public:
  /// Throws sql_error, connection_error. `database` and `beside` must outlive this object.
  backfill_table(connection& database, const version_table& beside)
      : table_(database, beside, "_backfill") {}

  bool exists() const { return table_.exists(); }

  /// Creates the table if it does not exist (own_table::ensure).
  void ensure();

  /// Returns the checkpoint of a backfill; null if none of its batches is done. Throws sql_error,
  /// connection_error.
  std::optional<backfill_checkpoint> find(const backfill_place& of) const;

  // The functions that change the table do so in the open transaction. They throw sql_error,
  // connection_error.

  /// Inserts or updates the checkpoint. The table must exist.
  void write(const backfill_place& of, const backfill_checkpoint& now);
  /// Removes a checkpoint, if the table exists.
  void remove(const backfill_place& of);
  /// Removes all checkpoints of a revision and direction, if the table exists.
  void remove(std::string_view revision, std::string_view direction);

  /// The name of the table as SQL writes it, quoted.
  const std::string& sql_name() const { return table_.sql_name(); }

 private:
  /// The condition for one row; its three parameters are the fields of the place.
  std::string is_at() const;

  own_table table_;
};

}  // namespace revise
