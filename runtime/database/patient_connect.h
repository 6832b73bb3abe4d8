#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "database/connection.h"

namespace revise {

/// How long to wait for a server.
struct server_wait {
  std::optional<std::chrono::milliseconds> limit;  ///< nothing: as long as it takes
  /// Gets a line that says what is waited for, once; on SQLite it is connect()'s. May be empty.
  std::function<void(std::string_view)> on_wait = {};
};

/// As connect(), but tries again where the server is not reached (its name not known, nobody
/// listens) or not ready ("the database system is starting up"). What will not change by waiting
/// is thrown at once: a wrong password, a database that is not there, anything of SQLite.
std::unique_ptr<connection> connect_patiently(const database_url& url,
                                              const notice_function& on_notice,
                                              const server_wait& wait);

}  // namespace revise
