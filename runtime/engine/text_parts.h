#pragma once

#include <functional>
#include <string_view>

#include "database/connection.h"

namespace revise {

/// Whether a text of SQL for PostgreSQL is sent in parts: because it is long, or because one of its
/// statements changes how later literals are read.
bool is_sent_in_parts(std::string_view sql);

/// Calls `send` with the begin and the end, in bytes, of each part of `sql`, in order. Each part is
/// a message of its own. So the server needs memory for one part only, and reads the text after a
/// change of the encoding or of standard_conforming_strings as it would if psql sent it. In the
/// open transaction of `database`, the parts have the effect of one message (PostgreSQL manual,
/// 55.2.2.1). Returns early if a part ended that transaction. Throws what `send` throws.
void send_in_parts(const connection& database, std::string_view sql,
                   const std::function<void(std::size_t begin, std::size_t end)>& send);

}  // namespace revise
