#pragma once

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "database/sql_error.h"

namespace revise {

using result_pointer = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// Returns `text` without the newlines and blanks that end libpq's messages.
std::string trimmed(std::string_view text);

/// The server's error for `text`. `completed` statements of the text were executed before it.
sql_error refused_by(const PGresult& result, const std::string& text,
                     std::optional<std::size_t> completed = {});

/// The error that `connection` is lost. Its text is libpq's last message, after `farewell` if that
/// does not contain it: the last words of the server, which libpq may not repeat.
connection_error lost(const PGconn* connection, std::string_view farewell = {});

}  // namespace revise
