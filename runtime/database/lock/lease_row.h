#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "database/lock/lock_kind.h"
#include "database/process_text.h"
#include "database/records/own_table.h"

namespace revise {

/// The only row of `<version_table>_lease`, which is the run lock of processes that reach
/// PostgreSQL through a pooler. It says who holds the lock, with which token, and until when by the
/// database's clock. Each holder's token is greater than the one before, so a process that was
/// paused for longer than its lease finds another token in the row. No function here waits for a
/// lock. All of them throw sql_error and connection_error.
class lease_row {
 public:
  /// `database` and `beside` must outlive this object.
  lease_row(connection& database, const version_table& beside);

  /// Returns whether the table exists. Only processes behind a pooler create it.
  bool exists() const { return table_.exists(); }
  void refresh() { table_.refresh(); }

  /// Creates the table and its row if they do not exist.
  void ensure();

  /// Takes the lease if it is free or has expired, and returns its token. Null: another process
  /// holds it.
  std::optional<long long> take(const process_description& holder, std::chrono::milliseconds lease);

  /// For a holder of the advisory lock. If the lease is free or has expired, increments its token,
  /// so that no former holder can renew it. False: another process holds the lease.
  bool fence();

  /// Returns the holder of the lease; null if it is free.
  std::optional<lock_holder> holder();

  /// The name of the table as SQL writes it.
  const std::string& sql_name() const { return table_.sql_name(); }

 private:
  std::optional<long long> next_token(const std::string& also_set,
                                      const std::vector<sql_value>& parameters);

  connection& database_;
  own_table table_;
};

// Functions for the lease that was taken with `token`, in the table with that name. Any connection
// to the database may be used.

/// Extends the lease to `lease` from now. False: another process has taken it over. In a
/// transaction, the lease cannot be taken over until the transaction ends.
bool renew_lease(connection& database, const std::string& table, long long token,
                 std::chrono::milliseconds lease);
/// The statement that extends the lease, with the token as its parameter: it changes one row, or
/// none if the lease was taken over.
std::string lease_renewal(const std::string& table, std::chrono::milliseconds lease);
/// Ends the lease.
void end_lease(connection& database, const std::string& table, long long token);

}  // namespace revise
