#pragma once

#include <string>
#include <vector>

#include "database/connection.h"

namespace revise {

/// Sets other limits in a PostgreSQL session and restores them when destroyed. They apply to
/// statements outside a transaction, which `set local` does not reach. Through a pooler nothing is
/// set, because the session is later used by other clients. On SQLite it does nothing.
class session_limits {
 public:
  /// Sets the limits in `limits` that have a value. Throws sql_error and connection_error.
  session_limits(connection& database, const transaction_limits& limits);
  ~session_limits();
  session_limits(const session_limits&) = delete;
  session_limits& operator=(const session_limits&) = delete;

 private:
  struct setting {
    std::string name;
    std::string before;
  };

  connection& database_;
  std::vector<setting> changed_;
};

}  // namespace revise
