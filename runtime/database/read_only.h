#pragma once

#include <string_view>

#include "database/connection.h"

namespace revise {

/// A transaction that can change nothing (connection::begin_read_only). It is rolled back at the
/// end of this object, unless it was committed.
class read_only_transaction {
 public:
  /// Throws sql_error and connection_error: then no transaction is open. `database` outlives this.
  read_only_transaction(connection& database, const transaction_limits& limits)
      : database_(database) {
    try {
      database_.begin_read_only(limits);
    } catch (...) {
      database_.rollback();
      throw;
    }
  }
  ~read_only_transaction() { database_.rollback(); }
  read_only_transaction(const read_only_transaction&) = delete;
  read_only_transaction& operator=(const read_only_transaction&) = delete;

 private:
  connection& database_;
};

/// Whether a statement was refused because it writes in a read-only transaction. `message` is the
/// database's, perhaps with a place before it; SQLite has no code for it.
inline bool is_refused_write(std::string_view sqlstate, std::string_view message) {
  return sqlstate == "25006" || message.ends_with("attempt to write a readonly database");
}

}  // namespace revise
