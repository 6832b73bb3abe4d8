#pragma once

#include <functional>
#include <string_view>

#include "database/connection.h"

namespace revise {

/// Whether a text of SQL for PostgreSQL is sent in parts: it is long, or a statement of it changes
/// how the literals behind that statement are read.
bool is_sent_in_parts(std::string_view sql);

/// Calls `send` with the begin and the end of each part of `sql`, in bytes, in order. To the server
/// each part is a message of its own: it needs the memory for one part, and reads what follows a
/// change of the encoding or of standard_conforming_strings as psql has it read. In the open
/// transaction of `database` the parts mean the same as one message (PostgreSQL manual, 55.2.2.1).
/// Returns early when a part ended that transaction. Throws what `send` throws.
void send_in_parts(const connection& database, std::string_view sql,
                   const std::function<void(std::size_t begin, std::size_t end)>& send);

}  // namespace revise
