#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "database/records/own_table.h"

namespace revise {

enum class statement_state : unsigned char {
  started,  ///< it was sent; its sender ended before it could record the result
  done,
  failed,
};

/// A statement of a revision that is not transactional.
struct journal_entry {
  std::string revision;
  std::string direction;  ///< "upgrade" or "downgrade"
  int position = 0;       ///< from 1
  std::string statement;  ///< journal_text of the statement
  statement_state state = statement_state::started;
};

/// What already ran of the unfinished revisions that are not transactional:
/// `<version_table>_journal`, beside the version table.
class journal_table {
 public:
  /// Reads the table if it exists. Throws sql_error, connection_error. `database` and `beside` must
  /// outlive this object.
  journal_table(connection& database, const version_table& beside);

  /// Creates the table if it does not exist (own_table::ensure).
  void ensure();

  /// Returns the entries of one direction of a revision, sorted by position.
  std::vector<journal_entry> of(std::string_view revision, std::string_view direction) const;

  /// Returns the entry with the highest position for each revision and direction, in no particular
  /// order.
  std::vector<journal_entry> last_of_each() const;

  /// Enqueues the write of the entry, in the open transaction. It replaces an entry with the same
  /// place. The table must exist. Throws sql_error, connection_error.
  void write(const journal_entry& entry);

  /// Enqueues the removal of a revision's entries of both directions, in the open transaction.
  /// Sends nothing if there are none.
  void remove(std::string_view revision);

  /// Reads the table again: after a rollback, and for changes by others.
  void refresh();

  /// The name of the table as SQL writes it, quoted.
  const std::string& sql_name() const { return table_.sql_name(); }

 private:
  void read();

  own_table table_;
  std::vector<journal_entry> entries_;  // as they were read, sorted by position
  bool has_written_ = false;            // write() was called since, so the table has more entries
};

}  // namespace revise
