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

/// As connect(), but tries again where the server is not reached (its name is not known, or nothing
/// listens), is not ready ("the database system is starting up", 57P03) or has no connection left
/// (53300). What waiting does not change is thrown at once: a wrong password, a database that does
/// not exist, anything of SQLite.
std::unique_ptr<connection> connect_patiently(const database_url& url,
                                              const notice_function& on_notice,
                                              const server_wait& wait);

}  // namespace revise
