#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "database/lock/lock_kind.h"
#include "database/process_text.h"
#include "database/records/own_table.h"

namespace revise {

/// The one row of `<version_table>_lease`, by which those who reach PostgreSQL through a pooler
/// keep out of each other's way: who holds the lock, by which token, and until when, by the
/// database's clock. Each holder's token is greater than the one before, so whoever was paused for
/// longer than its lease finds another token there. Nothing here waits for a lock. All of it throws
/// sql_error and connection_error.
class lease_row {
 public:
  /// `database` and `beside` outlive this.
  lease_row(connection& database, const version_table& beside);

  /// Whether the table is there: only those behind a pooler make it.
  bool exists() const { return table_.exists(); }
  void refresh() { table_.refresh(); }

  /// Makes the table and its row where they are missing.
  void ensure();

  /// Takes the lease if it is free, or has run out; nothing: another one has it.
  std::optional<long long> take(const process_description& holder, std::chrono::milliseconds lease);

  /// For someone who holds another lock: if the lease is free, or has run out, makes sure that
  /// nobody goes on with it. False: another one has it.
  bool fence();

  /// Who has it; nothing: nobody.
  std::optional<lock_holder> holder();

  /// As SQL names the table.
  const std::string& sql_name() const { return table_.sql_name(); }

 private:
  std::optional<long long> next_token(const std::string& also_set,
                                      const std::vector<sql_value>& parameters);

  connection& database_;
  own_table table_;
};

// Of the lease that was taken with `token`, in the table of that name. By any connection.

/// Prolongs it to `lease` from now; false: it was taken over. In a transaction nobody can take it
/// over until that ends.
bool renew_lease(connection& database, const std::string& table, long long token,
                 std::chrono::milliseconds lease);
/// The statement that does, with the token as its parameter: it changes one row, or none.
std::string lease_renewal(const std::string& table, std::chrono::milliseconds lease);
/// Ends it.
void end_lease(connection& database, const std::string& table, long long token);

}  // namespace revise
