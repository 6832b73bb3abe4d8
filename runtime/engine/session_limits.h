#pragma once

#include <string>
#include <vector>

#include "database/connection.h"

namespace revise {

/// While it lives, the session of PostgreSQL has other limits, for statements outside a
/// transaction, which `set local` does not reach. Through a pooler nothing is set: the session is
/// others' next. SQLite: nothing.
class session_limits {
 public:
  /// Of `limits` what is given is set; what is not stays as it is. Throws sql_error,
  /// connection_error.
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
