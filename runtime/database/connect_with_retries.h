#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "database/connection.h"

namespace revise {

/// How long to wait for a server, and how to report the wait.
struct server_wait {
  std::optional<std::chrono::milliseconds> limit;  ///< empty: without a limit
  /// Receives one line that says what the wait is for, once. On SQLite, connect() calls it. May be
  /// empty.
  std::function<void(std::string_view)> on_wait = {};
};

/// Connects as connect() does, but retries if the server cannot be reached (its name is unknown, or
/// nothing listens), is not ready ("the database system is starting up", 57P03), or has no
/// connection slot left (53300). An error that waiting cannot remove is thrown at once: a wrong
/// password, a database that does not exist, any error on SQLite.
std::unique_ptr<connection> connect_with_retries(const database_url& url,
                                                 const notice_function& on_notice,
                                                 const server_wait& wait);

}  // namespace revise
