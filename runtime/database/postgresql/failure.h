#pragma once

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "database/sql_error.h"

namespace revise {

using result_pointer = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// Without the newlines and blanks at its end, as libpq's messages have them.
std::string trimmed(std::string_view text);

/// What the server said when it refused `text`, after so many statements of it.
sql_error refused_by(const PGresult& result, const std::string& text,
                     std::optional<std::size_t> completed = {});

/// `connection` is gone; its last message says why, and `farewell` before it, which the server said
/// and libpq may not repeat.
connection_error lost(const PGconn* connection, std::string_view farewell = {});

}  // namespace revise
