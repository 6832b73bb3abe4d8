#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "database/records/own_table.h"

namespace revise {

enum class statement_state : unsigned char {
  started,  ///< it was sent, and whoever sent it did not live to write down what came of it
  done,
  failed,
};

/// A statement of a revision that is not transactional.
struct journal_entry {
  std::string revision;
  std::string direction;  ///< "upgrade" or "downgrade"
  int position = 0;       ///< from 1
  std::string statement;  ///< journal_text
  statement_state state = statement_state::started;
};

/// What ran of the revisions that are not transactional and not finished:
/// `<version_table>_journal`, beside the version table.
class journal_table {
 public:
  /// Reads the table if it is there. Throws sql_error, connection_error. `database` and `beside`
  /// outlive this.
  journal_table(connection& database, const version_table& beside);

  /// Creates the table if it is missing (own_table::ensure).
  void ensure();

  /// The entries of one way of a revision, by position.
  std::vector<journal_entry> of(std::string_view revision, std::string_view direction) const;

  /// The entry with the highest position of each revision and way, in no particular order.
  std::vector<journal_entry> last_of_each() const;

  /// Writes the entry, in the transaction that is open, over one of its place; it is enqueued, as
  /// what remove() does is. The table is there.
  /// Throws sql_error, connection_error.
  void write(const journal_entry& entry);

  /// Removes the entries of a revision, of both its ways, in the transaction that is open. Sends
  /// nothing where there are none.
  void remove(std::string_view revision);

  /// Reads again what the table holds: after a rollback, and for what others did.
  void refresh();

  /// As SQL names the table, quoted.
  const std::string& sql_name() const { return table_.sql_name(); }

 private:
  void read();

  own_table table_;
  std::vector<journal_entry> entries_;  // as they were read, sorted by position
  bool has_written_ = false;            // since then, so there are others
};

}  // namespace revise
