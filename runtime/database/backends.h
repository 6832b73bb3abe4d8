#pragma once

#include "database/connection.h"
#include "util/error.h"

namespace revise {

std::unique_ptr<connection> connect_postgresql(const database_url& url, notice_function on_notice);
/// Whether the server will answer otherwise when it is asked again later: it is not reached, it is
/// starting or stopping (57P03), or it has no connection left (53300).
bool postgresql_may_answer_later(const database_url& url);

std::unique_ptr<connection> connect_sqlite(const database_url& url, wait_function on_wait);

/// Refuses a session that is handed over in the middle of something.
error session_in_transaction();

/// On a session of the right kind that is somebody else's.
std::unique_ptr<connection> postgresql_connection_on(soci::session& session);
std::unique_ptr<connection> sqlite_connection_on(soci::session& session, wait_function on_wait);

}  // namespace revise
